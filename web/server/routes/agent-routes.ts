import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { agentTag } from '../agent-tag.ts'
import { requireMatch } from '../if-match.ts'
import { createRouter } from '../router.ts'
import {
  acceptanceSchema,
  acceptedSchema,
  deletedAgentSchema,
  entrypointChangeSchema,
  permissionsSchema,
  promotedAgentSchema,
} from '../schemas/agent-edit-schema.ts'
import { agentDetailSchema, agentUseSchema, evolutionSchema, taggedAgentSchema } from '../schemas/agent-schema.ts'
import { changesSchema } from '../schemas/change-preview-schema.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { agentId, byAgentId, nothing } from '../schemas/ids.ts'
import { ifMatch } from '../schemas/if-match-schema.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { limitOf } from '../schemas/query.ts'
import { agentPage } from './agent-page.ts'

const tags = ['Agents']

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Agents, broken ones with their reason',
  request: { query: z.strictObject({ limit: limitOf(100, 5000), after: agentId.optional() }) },
  responses: {
    200: jsonOf(
      z.object({ agents: z.array(taggedAgentSchema), total: z.number(), next: z.string().nullable() }),
      '`next` is `after` of the next page.',
    ),
  },
})

const one = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'An agent: what it is, how it has done, how it stands to what it was',
  request: { ...byAgentId, query: z.strictObject({ embedding: z.enum(['true', 'false']).optional() }) },
  responses: { 200: jsonOf(z.object({ agent: agentDetailSchema, etag: z.string() }), 'The agent; with `embedding=true` its vectors.') },
})

const uses = createRoute({
  method: 'get',
  path: '/{id}/uses',
  tags,
  summary: 'The uses of an agent that are kept, newest first',
  request: byAgentId,
  responses: { 200: jsonOf(z.object({ uses: z.array(agentUseSchema) }), 'At most 50.') },
})

const change = createRoute({
  method: 'patch',
  path: '/{id}',
  tags,
  summary: 'Switch an agent off or on; a degraded one that is switched on is taken as if it were new',
  parameters: [ifMatch],
  request: { ...byAgentId, body: bodyOf(z.strictObject({ enabled: z.boolean() })) },
  responses: { 200: jsonOf(z.object({ agent_id: z.string(), changed: z.boolean() }), '`changed` false: it was so before.') },
})

const changes = createRoute({
  method: 'get',
  path: '/{id}/changes',
  tags,
  summary: 'What changed in it since it was pinned, file by file',
  request: byAgentId,
  responses: { 200: jsonOf(changesSchema, 'Nothing of one that is as it was pinned.') },
})

const accept = createRoute({
  method: 'post',
  path: '/{id}/accept',
  tags,
  summary: 'Take an agent as it is now; `digest` is the one of its pin that was looked at',
  request: { ...byAgentId, body: bodyOf(acceptanceSchema) },
  responses: { 200: jsonOf(acceptedSchema, 'It is pinned as it is.') },
})

const promote = createRoute({
  method: 'post',
  path: '/{id}/promote',
  tags,
  summary: 'Copy an agent into the agents of the project, where it can be committed',
  parameters: [idempotencyKey],
  request: { ...byAgentId, body: bodyOf(z.strictObject({ force: z.boolean(), with_memory: z.boolean() })) },
  responses: { 200: jsonOf(promotedAgentSchema, 'Where it is now.') },
})

const remove = createRoute({
  method: 'delete',
  path: '/{id}',
  tags,
  summary: 'Delete an agent: it waits in the trash',
  request: { ...byAgentId, body: bodyOf(nothing) },
  responses: { 200: jsonOf(deletedAgentSchema, 'Where it waits, and for how long.') },
})

const removeMany = createRoute({
  method: 'post',
  path: '/delete-bulk',
  tags,
  summary: 'Delete these agents, and no others: each waits in the trash',
  request: { body: bodyOf(z.strictObject({ agent_ids: z.array(agentId).min(1).max(500) })) },
  responses: {
    200: jsonOf(
      z.object({ deleted: z.array(deletedAgentSchema), failed: z.array(z.object({ agent_id: z.string(), problem: z.string() })) }),
      'What became of each.',
    ),
  },
})

const rewrite = createRoute({
  method: 'post',
  path: '/rewrite-entrypoints',
  tags,
  summary: 'Bring the manifests of older agents up to the present runtime; without `apply` only tell what would be changed',
  request: { body: bodyOf(z.strictObject({ apply: z.boolean() })) },
  responses: { 200: jsonOf(z.object({ changes: z.array(entrypointChangeSchema) }), 'What is changed, or would be.') },
})

const permissions = createRoute({
  method: 'get',
  path: '/{id}/permissions',
  tags,
  summary: 'What the policy lets an agent do, call by call, and by which rule',
  request: byAgentId,
  responses: { 200: jsonOf(permissionsSchema, 'Under the present policy, for one that has read nothing yet.') },
})

const evolution = createRoute({
  method: 'get',
  path: '/{id}/evolution',
  tags,
  summary: 'The forms of an agent that evolution keeps',
  request: byAgentId,
  responses: { 200: jsonOf(evolutionSchema, 'The champion, the challenger, and those of before.') },
})

const forget = createRoute({
  method: 'post',
  path: '/{id}/evolution/reset',
  tags,
  summary: 'Take an agent as its folder says again',
  request: { ...byAgentId, body: bodyOf(nothing) },
  responses: { 200: jsonOf(z.object({ agent_id: z.string(), forgotten: z.number() }), 'How many forms were forgotten.') },
})

/** Looking at agents, and what a person decides about one as a whole. */
export function agentRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => c.json(await agentPage(app, c.req.valid('query')), 200))
    .openapi(one, async (c) => {
      const include_embedding = c.req.valid('query').embedding === 'true'
      const agent = await app.getAgent(c.req.valid('param').id, { include_embedding })
      c.header('etag', agentTag(agent))
      return c.json({ agent, etag: agentTag(agent) }, 200)
    })
    .openapi(uses, async (c) => c.json({ uses: await app.agentUses(c.req.valid('param').id) }, 200))
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      requireMatch(c, agentTag(await app.getAgent(id, { include_embedding: false })))
      return c.json({ agent_id: id, ...(await app.setAgentEnabled(id, c.req.valid('json').enabled)) }, 200)
    })
    .openapi(changes, async (c) => c.json({ changes: await app.pinChanges('agent', c.req.valid('param').id) }, 200))
    .openapi(accept, async (c) => c.json(await app.acceptAgent(c.req.valid('param').id, c.req.valid('json').digest), 200))
    .openapi(promote, async (c) => {
      const { force, with_memory: withMemory } = c.req.valid('json')
      return c.json(await app.promoteAgent(c.req.valid('param').id, { force, withMemory }), 200)
    })
    .openapi(remove, async (c) => c.json(await app.deleteAgent(c.req.valid('param').id), 200))
    .openapi(removeMany, async (c) => c.json(await deleteEach(app, c.req.valid('json').agent_ids), 200))
    .openapi(rewrite, async (c) => c.json({ changes: await app.rewriteEntrypoints(c.req.valid('json')) }, 200))
    .openapi(permissions, async (c) => {
      const { agent_id, tools, manifest } = await app.getAgent(c.req.valid('param').id, { include_embedding: false })
      const asks = manifest?.['requires_approval_for']
      return c.json(
        await app.agentPermissions({ agent_id, tools, requires_approval_for: Array.isArray(asks) ? asks.map(String) : [] }),
        200,
      )
    })
    .openapi(evolution, async (c) => c.json(await app.evolutionOf(c.req.valid('param').id), 200))
    .openapi(forget, async (c) => c.json(await app.resetEvolution(c.req.valid('param').id), 200))
}

// One that cannot be deleted does not keep the others: what was done is told beside what was not.
async function deleteEach(app: App, agent_ids: readonly string[]) {
  const deleted = []
  const failed = []
  for (const agent_id of new Set(agent_ids))
    try {
      deleted.push(await app.deleteAgent(agent_id))
    } catch (error) {
      if (!(error instanceof ClawError)) throw error
      failed.push({ agent_id, problem: error.message })
    }
  return { deleted, failed }
}
