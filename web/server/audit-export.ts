import type { App, AuditQuery } from '../../src/app/app-port.ts'
import { isoTime } from '../../src/kernel/clock.ts'
import { type AuditFormat, auditWriter } from '../../src/view/audit-export/audit-format.ts'
import { auditHeadRow } from '../../src/view/audit-export/audit-head-row.ts'

const TYPES = { jsonl: 'application/x-ndjson', csv: 'text/csv', cloudevents: 'application/cloudevents-batch+json' } as const

/** What the query leaves, as a file that is never whole in memory: oldest first, with the head of the chain at its end. */
export function auditExport(app: App, query: Omit<AuditQuery, 'limit'>, format: AuditFormat): Response {
  const parts = exportParts(app, query, format)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await parts.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await parts.return(undefined)),
  })
  const name = `claw-audit.${format === 'cloudevents' ? 'json' : format}`
  return new Response(body, { headers: { 'content-type': TYPES[format], 'content-disposition': `attachment; filename="${name}"` } })
}

async function* exportParts(app: App, query: Omit<AuditQuery, 'limit'>, format: AuditFormat): AsyncGenerator<string, void> {
  const check = await app.verifyAudit()
  const writer = auditWriter(format, { source: 'urn:closed-claw:dashboard' })
  let exported = 0
  yield writer.begin
  const bounded = { ...query, limit: Number.MAX_SAFE_INTEGER, ...(check.ok ? { before: check.records + 1 } : {}) }
  for await (const page of app.walkAudit(bounded)) {
    yield page.map((row, index) => writer.row(row, exported + index === 0)).join('')
    exported += page.length
  }
  const head = auditHeadRow({ workspace: app.config.workspace, check, exported, at: isoTime(Date.now()) })
  yield writer.row(head, exported === 0) + writer.end
}
