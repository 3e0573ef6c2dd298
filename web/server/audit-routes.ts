import { type Context, Hono } from 'hono'
import type { App, AuditQuery } from '../../src/app/app-port.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { isoTime } from '../../src/kernel/clock.ts'
import { AUDIT_FORMATS, type AuditFormat, auditWriter } from '../../src/view/audit-export/audit-format.ts'
import { auditHeadRow } from '../../src/view/audit-export/audit-head-row.ts'
import { requireId } from './ids.ts'
import { choiceOf, countOf } from './query-values.ts'

const MAX_TEXT = 200
const TYPES = { jsonl: 'application/x-ndjson', csv: 'text/csv', cloudevents: 'application/cloudevents-batch+json' } as const

/** The audit log: records by filter, one explained, the chain, and all of it as a file. */
export function auditRoutes(app: App): Hono {
  return new Hono()
    .get('/', async (c) => {
      const query = { ...filters(c), limit: countOf(c.req.query('limit'), 100, 500) }
      const [records, chain] = await Promise.all([app.listAudit(query), c.req.query('chain') === 'no' ? null : app.verifyAudit()])
      return c.json({ records, chain })
    })
    .get('/export', async (c) => {
      const format = choiceOf(c.req.query('format'), AUDIT_FORMATS) ?? 'jsonl'
      return exportResponse(app, filters(c), format)
    })
    .get('/:n', async (c) => c.json({ explanation: await app.explainAudit(recordNumber(c.req.param('n'))) }))
}

const FILTERS = {
  agent: 'agent_id',
  action: 'action',
  decision: 'decision',
  rule: 'rule',
  actor: 'actor',
  tool: 'target',
  text: 'text',
} as const

function filters(c: Context): Omit<AuditQuery, 'limit'> {
  const run = c.req.query('run')
  const given = Object.entries(FILTERS).flatMap(([name, filter]) => {
    const value = c.req.query(name)
    return value === undefined || value === '' ? [] : [[filter, value.slice(0, MAX_TEXT)]]
  })
  return { ...Object.fromEntries(given), ...(run === undefined || run === '' ? {} : { run_id: requireId(run) }) }
}

function recordNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new ClawError('USAGE', 'A record has a number.', { fix: '/api/audit/12' })
}

async function exportResponse(app: App, query: Omit<AuditQuery, 'limit'>, format: AuditFormat): Promise<Response> {
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
