import { resolve } from 'node:path'
import type { App, AuditCheck, AuditQuery } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { isoTime } from '../../kernel/clock.ts'
import { sha256 } from '../../kernel/hash.ts'
import { AUDIT_FORMATS, type AuditFormat, auditWriter } from '../../view/audit-export/audit-format.ts'
import { auditHeadRow } from '../../view/audit-export/audit-head-row.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { type AuditSink, fileSink, stdoutSink } from './audit-sink.ts'
import { readAuditQuery } from './read-audit-query.ts'
import { auditBroken } from './verify-audit.ts'

/**
 * `claw audit export`: what the filters leave, oldest first, page by page, and at its end a record `audit.head` that names the head of the whole
 * chain, as it was checked before. A broken chain is exported all the same, and said.
 */
export async function exportAudit(context: CommandContext): Promise<CommandOutcome> {
  const format = AUDIT_FORMATS.find((one) => one === context.input.options['format']) ?? 'jsonl'
  const file = outFile(context)
  const { app, query } = await readAuditQuery(context, Number(context.input.options['limit'] ?? Number.MAX_SAFE_INTEGER))
  const check = await app.verifyAudit()
  const sink = file === undefined ? stdoutSink(context.host.out) : fileSink(file)
  const records = await writeAll({ app, query, format, check, sink, now: context.host.now() })
  const told = { format, file: file ?? null, records, chain: check }
  if (!check.ok) throw auditBroken(app, check)
  if (file === undefined) return { result: told, written: true }
  return { text: `${records} records in ${file} (${format}); the chain is whole, head ${check.head.slice(0, 16)}.`, result: told }
}

function outFile(context: CommandContext): string | undefined {
  const out = context.input.options['out']
  if (typeof out === 'string') return resolve(context.host.cwd ?? process.cwd(), out)
  if (context.input.output === 'text') return undefined
  throw new ClawError('USAGE', 'The export itself goes to stdout: with --json name a file for it.', {
    fix: 'claw audit export --format jsonl --out audit.jsonl --json',
  })
}

interface Export {
  readonly app: App
  readonly query: AuditQuery
  readonly format: AuditFormat
  readonly check: AuditCheck
  readonly sink: AuditSink
  readonly now: number
}

async function writeAll({ app, query, format, check, sink, now }: Export): Promise<number> {
  const writer = auditWriter(format, { source: `urn:closed-claw:registry:${sha256(app.config.dbPath).slice(0, 16)}` })
  // What is appended meanwhile stays out: the head that was checked is the head of what is exported.
  const bounded = check.ok ? { ...query, before: check.records + 1 } : query
  let records = 0
  try {
    sink.write(writer.begin)
    for await (const page of app.walkAudit(bounded)) {
      sink.write(page.map((row, index) => writer.row(row, records + index === 0)).join(''))
      records += page.length
      if (sink.isClosed()) break
    }
    const head = auditHeadRow({ workspace: app.config.workspace, check, exported: records, at: isoTime(now) })
    sink.write(writer.row(head, records === 0) + writer.end)
    sink.finish()
    return records
  } catch (error) {
    sink.abandon()
    throw error
  }
}
