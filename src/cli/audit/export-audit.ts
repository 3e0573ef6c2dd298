import { resolve } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { AUDIT_FORMATS } from '../../view/audit-export/audit-format.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { readAuditQuery } from './read-audit-query.ts'
import { stdoutSink } from './stdout-sink.ts'
import { auditBroken } from './verify-audit.ts'

/**
 * `claw audit export`: what the filters leave, oldest first, page by page, and at its end a record `audit.head` that names the head of the whole
 * chain, as it was checked before. A broken chain is exported all the same, and said.
 */
export async function exportAudit(context: CommandContext): Promise<CommandOutcome> {
  const format = AUDIT_FORMATS.find((one) => one === context.input.options['format']) ?? 'jsonl'
  const file = outFile(context)
  const { app, query } = await readAuditQuery(context, Number(context.input.options['limit'] ?? Number.MAX_SAFE_INTEGER))
  const { records, check } = await app.exportAudit({ query, format, to: file ?? stdoutSink(context.host.out) })
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
