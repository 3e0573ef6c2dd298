import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { etagOf, requireMatch } from '../if-match.ts'
import { createRouter } from '../router.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { ifMatch } from '../schemas/if-match-schema.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { ruleChangeSchema, ruleSchema, taggedPolicySchema } from '../schemas/policy-schema.ts'

const tags = ['Settings']

const show = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Every rule in the order in which they count; all examples were tried',
  responses: { 200: jsonOf(taggedPolicySchema, 'The policy, with its ETag.') },
})

const add = createRoute({
  method: 'post',
  path: '/rules',
  tags,
  summary: 'Save a rule when its examples hold, and try the whole policy on them',
  parameters: [idempotencyKey],
  request: { body: bodyOf(z.strictObject({ rule: ruleSchema, place: z.enum(['user', 'workspace']) })) },
  responses: { 201: jsonOf(ruleChangeSchema, 'It counts from now on.') },
})

const remove = createRoute({
  method: 'delete',
  path: '/rules/{id}',
  tags,
  summary: 'Take a rule out of its file',
  parameters: [ifMatch],
  request: { params: z.object({ id: z.string().min(1).max(200) }) },
  responses: { 200: jsonOf(ruleChangeSchema, 'What its examples come to without it.') },
})

export function policyRoutes(app: App) {
  return createRouter()
    .openapi(show, async (c) => {
      const policy = await app.showPolicy()
      c.header('etag', etagOf(policy))
      return c.json({ ...policy, etag: etagOf(policy) }, 200)
    })
    .openapi(add, async (c) => {
      const { rule, place } = c.req.valid('json')
      return c.json(await app.addRule(rule, place), 201)
    })
    .openapi(remove, async (c) => {
      requireMatch(c, etagOf(await app.showPolicy()))
      return c.json(await app.removeRule(c.req.valid('param').id), 200)
    })
}
