import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { ProblemError } from '../problem.ts'
import { createRouter } from '../router.ts'
import { grantSchema } from '../schemas/approval-schema.ts'
import { nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { limitOf } from '../schemas/query.ts'

const tags = ['Approvals']
const grantId = z.string().regex(/^g_[0-9a-f]{12}$/, 'is not the id of a grant')

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'What was allowed for longer than a run, in every workspace',
  request: { query: z.strictObject({ limit: limitOf(200, 1000), after: grantId.optional() }) },
  responses: { 200: jsonOf(z.object({ grants: z.array(grantSchema), next: grantId.nullable() }), '`next` is `after` of the next page.') },
})

const revoke = createRoute({
  method: 'post',
  path: '/{id}/revoke',
  tags,
  summary: 'Take a grant back',
  request: { params: z.object({ id: grantId }), body: bodyOf(nothing) },
  responses: { 200: jsonOf(z.object({ grant: grantSchema }), 'It is gone.') },
})

const revokeMany = createRoute({
  method: 'post',
  path: '/revoke-bulk',
  tags,
  summary: 'Take these grants back, and no others',
  request: { body: bodyOf(z.strictObject({ grant_ids: z.array(grantId).min(1).max(1000) })) },
  responses: { 200: jsonOf(z.object({ grants: z.array(grantSchema) }), 'Those that were there.') },
})

export function grantRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => {
      const { limit, after } = c.req.valid('query')
      const newest = (await app.listGrants()).sort((a, b) => b.created_at - a.created_at || (a.grant_id < b.grant_id ? 1 : -1))
      const rest = newest.slice(newest.findIndex(({ grant_id }) => grant_id === after) + 1)
      const grants = rest.slice(0, limit)
      return c.json({ grants, next: rest.length > limit ? (grants.at(-1)?.grant_id ?? null) : null }, 200)
    })
    .openapi(revokeMany, async (c) => c.json({ grants: await app.revokeGrants(c.req.valid('json').grant_ids) }, 200))
    .openapi(revoke, async (c) => {
      const { id } = c.req.valid('param')
      const [grant] = await app.revokeGrants([id])
      if (grant === undefined)
        throw new ProblemError({ status: 404, detail: `There is no grant '${id}'.`, code: 'NOT_FOUND', fix: 'claw grants' })
      return c.json({ grant }, 200)
    })
}
