import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import { agentId, hexId } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { MEMORY_KINDS, memoryHitSchema, memoryOwnerSchema, memorySchema } from '../schemas/memory-schema.ts'
import { limitOf } from '../schemas/query.ts'

const tags = ['Memory']
const ofAgent = z.object({ agent: agentId })
const ofItem = z.object({ agent: agentId, id: z.string().regex(/^[0-9a-z_-]{4,80}$/i, 'is not the id of a memory') })
const memories = z.object({ memories: z.array(memorySchema) })

const owners = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Every agent by id, and how much it remembers',
  request: { query: z.strictObject({ limit: limitOf(500, 5000), after: agentId.optional() }) },
  responses: {
    200: jsonOf(z.object({ owners: z.array(memoryOwnerSchema), next: agentId.nullable() }), '`next` is `after` of the next page.'),
  },
})

const list = createRoute({
  method: 'get',
  path: '/{agent}',
  tags,
  summary: 'What an agent remembers: pinned ones first, then the newest',
  request: {
    params: ofAgent,
    query: z.strictObject({
      limit: limitOf(200, 5000),
      after: z
        .string()
        .regex(/^[01]\.\d{1,15}$/, 'is not `next` of a page')
        .optional(),
      kind: z.enum(MEMORY_KINDS).optional(),
      run: hexId.optional(),
      all: z.enum(['yes', 'no']).optional().openapi({ description: 'yes: expired and superseded ones too' }),
    }),
  },
  responses: {
    200: jsonOf(z.object({ memories: z.array(memorySchema), next: z.string().nullable() }), '`next` is `after` of the next page.'),
  },
})

const search = createRoute({
  method: 'get',
  path: '/{agent}/search',
  tags,
  summary: 'What a task of these words would recall',
  request: { params: ofAgent, query: z.strictObject({ text: z.string().min(1).max(2000), limit: limitOf(20, 200) }) },
  responses: { 200: jsonOf(z.object({ hits: z.array(memoryHitSchema) }), 'The best first.') },
})

const pin = createRoute({
  method: 'post',
  path: '/{agent}/{id}/pin',
  tags,
  summary: 'Pin an item, so that it neither expires nor gives way, or let go of it',
  request: { params: ofItem, body: bodyOf(z.strictObject({ pinned: z.boolean() })) },
  responses: { 200: jsonOf(memorySchema, 'As it is now.') },
})

const forgetOne = createRoute({
  method: 'delete',
  path: '/{agent}/{id}',
  tags,
  summary: 'Forget an item for good',
  request: { params: ofItem },
  responses: { 200: jsonOf(memories, 'What was there.') },
})

const forgetMany = createRoute({
  method: 'post',
  path: '/{agent}/forget',
  tags,
  summary: 'Forget all of a kind, all of a run, or all',
  request: {
    params: ofAgent,
    body: bodyOf(z.strictObject({ kind: z.enum(MEMORY_KINDS).optional(), run_id: hexId.optional() })),
  },
  responses: { 200: jsonOf(memories, 'What was there.') },
})

export function memoryRoutes(app: App) {
  return createRouter()
    .openapi(owners, async (c) => {
      const { limit, after } = c.req.valid('query')
      const found = await app.memoryOwners({ limit: limit + 1, after })
      const page = found.slice(0, limit)
      return c.json({ owners: page, next: found.length > limit ? (page.at(-1)?.agent_id ?? null) : null }, 200)
    })
    .openapi(list, async (c) => {
      const { kind, run, all, limit, after } = c.req.valid('query')
      const query = { all: all === 'yes', limit, ...given({ kind, run_id: run, after }) }
      return c.json(await app.pageMemory(c.req.valid('param').agent, query), 200)
    })
    .openapi(search, async (c) => {
      const { text, limit } = c.req.valid('query')
      return c.json({ hits: await app.searchMemory(c.req.valid('param').agent, text, limit) }, 200)
    })
    .openapi(pin, async (c) => {
      const { agent, id } = c.req.valid('param')
      return c.json(await app.pinMemory(agent, id, c.req.valid('json').pinned), 200)
    })
    .openapi(forgetOne, async (c) => {
      const { agent, id } = c.req.valid('param')
      return c.json({ memories: await app.forgetMemory(agent, { memory_id: id }) }, 200)
    })
    .openapi(forgetMany, async (c) => {
      const { kind, run_id } = c.req.valid('json')
      return c.json({ memories: await app.forgetMemory(c.req.valid('param').agent, given({ kind, run_id })) }, 200)
    })
}
