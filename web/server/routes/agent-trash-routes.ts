import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { createRouter } from '../router.ts'
import { trashedAgentSchema } from '../schemas/agent-edit-schema.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { byAgentId, nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'

const tags = ['Agents']

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Deleted agents that can be brought back, newest first',
  responses: { 200: jsonOf(z.object({ trash: z.array(trashedAgentSchema), kept_days: z.number() }), 'They wait `kept_days` days.') },
})

const restore = createRoute({
  method: 'post',
  path: '/{id}/restore',
  tags,
  summary: 'Bring back the agent that was deleted last under this id',
  parameters: [idempotencyKey],
  request: { ...byAgentId, body: bodyOf(nothing) },
  responses: { 200: jsonOf(z.object({ agent_id: z.string(), folder: z.string() }), 'As it was, with memory and record.') },
})

const empty = createRoute({
  method: 'delete',
  path: '/',
  tags,
  summary: 'Delete for good what is in the trash',
  request: { body: bodyOf(nothing) },
  responses: { 200: jsonOf(z.object({ gone: z.array(trashedAgentSchema) }), 'What is gone.') },
})

export function agentTrashRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => {
      const kept_days = Math.round(app.config.trashKeepMs / 86_400_000)
      return c.json({ trash: [...(await app.listTrash())].map(toRow), kept_days }, 200)
    })
    .openapi(restore, async (c) => c.json(await app.restoreAgent(c.req.valid('param').id), 200))
    .openapi(empty, async (c) => c.json({ gone: (await app.emptyTrash()).map(toRow) }, 200))
}

function toRow({ agent_id, deleted_at, name, folder }: Awaited<ReturnType<App['listTrash']>>[number]) {
  return { agent_id, deleted_at, name, folder }
}
