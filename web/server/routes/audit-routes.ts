import { createRoute, z } from '@hono/zod-openapi'
import type { App, AuditQuery } from '../../../src/app/app-port.ts'
import { AUDIT_FORMATS } from '../../../src/view/audit-export/audit-format.ts'
import { auditFilter } from '../../../src/view/audit-filter.ts'
import { auditExport } from '../audit-export.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import { auditCheckSchema, auditExplanationSchema, auditRowSchema } from '../schemas/audit-schema.ts'
import { nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { limitOf, wanted } from '../schemas/query.ts'

const tags = ['Audit']
const filters = {
  run: wanted().openapi({ description: 'The id of a run, or its first characters.' }),
  agent: wanted(),
  action: wanted(),
  decision: wanted(),
  rule: wanted(),
  actor: wanted(),
  tool: wanted(),
  since: wanted().openapi({ description: '`2h`, `2026-11-20` or `2026-11-20T09:30Z`.' }),
  until: wanted(),
  text: wanted(),
}

const place = z.coerce.number<string>().int().min(1).optional()

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Records of the audit log, newest first',
  request: {
    query: z.strictObject({
      ...filters,
      order: z.enum(['newest', 'oldest']).optional(),
      limit: limitOf(100, 500),
      before: place,
      after: place,
    }),
  },
  responses: {
    200: jsonOf(
      z.object({ records: z.array(auditRowSchema), next: z.number().nullable() }),
      '`next` is `before` of the next page; with the oldest first `after` of it.',
    ),
  },
})

const verify = createRoute({
  method: 'get',
  path: '/chain',
  tags,
  summary: 'The chain of the audit log, checked from its first record on',
  responses: { 200: jsonOf(auditCheckSchema, 'As `claw audit verify` sees it.') },
})

const exported = createRoute({
  method: 'get',
  path: '/export',
  tags,
  summary: 'What the filters leave as a file, oldest first',
  request: { query: z.strictObject({ ...filters, format: z.enum(AUDIT_FORMATS).optional().default('jsonl') }) },
  responses: { 200: { description: 'A file, streamed.', content: { 'application/octet-stream': { schema: z.string() } } } },
})

const runIds = z.object({ runs: z.array(z.string()) })

const brought = createRoute({
  method: 'get',
  path: '/brought',
  tags,
  summary: 'Runs that came with the registry from elsewhere: nothing of them is carried out or put back',
  responses: { 200: jsonOf(runIds, 'Their ids.') },
})

const adopt = createRoute({
  method: 'post',
  path: '/adopt',
  tags,
  summary: 'Take the runs that came from elsewhere as your own',
  request: { body: bodyOf(nothing) },
  responses: { 200: jsonOf(runIds, 'What was adopted.') },
})

const explain = createRoute({
  method: 'get',
  path: '/{n}',
  tags,
  summary: 'One record with all that led to it and came of it',
  request: { params: z.object({ n: z.string().regex(/^[1-9]\d{0,14}$/, 'is not the number of a record') }) },
  responses: { 200: jsonOf(z.object({ explanation: auditExplanationSchema }), 'As `claw audit explain`.') },
})

export function auditRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => {
      const { limit, before, after, order, ...wanted } = c.req.valid('query')
      const records = await app.listAudit({ ...(await toAuditQuery(app, wanted)), limit, ...given({ before, after, order }) })
      return c.json({ records, next: records.length < limit ? null : (records.at(-1)?.n ?? null) }, 200)
    })
    .openapi(verify, async (c) => c.json(await app.verifyAudit(), 200))
    .openapi(exported, async (c) => {
      const { format, ...wanted } = c.req.valid('query')
      return auditExport(app, await toAuditQuery(app, wanted), format)
    })
    .openapi(brought, async (c) => c.json({ runs: [...(await app.broughtRuns())] }, 200))
    .openapi(adopt, async (c) => c.json({ runs: [...(await app.adoptRuns())] }, 200))
    .openapi(explain, async (c) => c.json({ explanation: await app.explainAudit(Number(c.req.valid('param').n)) }, 200))
}

type AuditAddress = { readonly [name in keyof typeof filters]?: string | undefined }

/** Throws USAGE for a time that is none, ID_INVALID and NOT_FOUND for a run. */
async function toAuditQuery(app: App, fields: AuditAddress): Promise<Omit<AuditQuery, 'limit'>> {
  const filter = auditFilter(fields, { now: Date.now(), label: (name) => `${name}=` })
  if (fields.run === undefined) return filter
  return { ...filter, run_id: (await app.locate('run', fields.run)).id }
}
