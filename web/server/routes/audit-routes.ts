import { createRoute, z } from '@hono/zod-openapi'
import type { App, AuditQuery } from '../../../src/app/app-port.ts'
import { AUDIT_FORMATS } from '../../../src/view/audit-export/audit-format.ts'
import { auditExport } from '../audit-export.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import { auditCheckSchema, auditExplanationSchema, auditRowSchema } from '../schemas/audit-schema.ts'
import { hexId } from '../schemas/ids.ts'
import { jsonOf } from '../schemas/json-of.ts'
import { limitOf, wanted } from '../schemas/query.ts'

const tags = ['Audit']
const filters = {
  run: hexId.or(z.literal('')).optional(),
  agent: wanted(),
  action: wanted(),
  decision: wanted(),
  rule: wanted(),
  actor: wanted(),
  tool: wanted(),
  text: wanted(),
}

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Records of the audit log, newest first',
  request: { query: z.object({ ...filters, limit: limitOf(100, 500), before: z.coerce.number<string>().int().min(1).optional() }) },
  responses: {
    200: jsonOf(z.object({ records: z.array(auditRowSchema), next: z.number().nullable() }), '`next` is `before` of the next page.'),
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
  request: { query: z.object({ ...filters, format: z.enum(AUDIT_FORMATS).optional().default('jsonl') }) },
  responses: { 200: { description: 'A file, streamed.', content: { 'application/octet-stream': { schema: z.string() } } } },
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
      const { limit, before, ...wanted } = c.req.valid('query')
      const records = await app.listAudit({ ...toAuditQuery(wanted), ...given({ limit, before }) })
      return c.json({ records, next: records.length < limit ? null : (records.at(-1)?.n ?? null) }, 200)
    })
    .openapi(verify, async (c) => c.json(await app.verifyAudit(), 200))
    .openapi(exported, (c) => {
      const { format, ...wanted } = c.req.valid('query')
      return auditExport(app, toAuditQuery(wanted), format)
    })
    .openapi(explain, async (c) => c.json({ explanation: await app.explainAudit(Number(c.req.valid('param').n)) }, 200))
}

type AuditAddress = { readonly [name in keyof typeof filters]?: string | undefined }

function toAuditQuery({ run, agent, tool, ...rest }: AuditAddress): Omit<AuditQuery, 'limit'> {
  return given({ ...rest, run_id: run === '' ? undefined : run, agent_id: agent, target: tool })
}
