import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { createRouter } from '../router.ts'
import { agentRowSchema } from '../schemas/agent-schema.ts'
import { jsonOf } from '../schemas/json-of.ts'
import { limitOf } from '../schemas/query.ts'

const list = createRoute({
  method: 'get',
  path: '/',
  tags: ['Agents'],
  summary: 'Agents, broken ones with their reason',
  request: { query: z.object({ limit: limitOf(100, 5000) }) },
  responses: { 200: jsonOf(z.object({ agents: z.array(agentRowSchema) }), 'Agents.') },
})

export function agentRoutes(app: App) {
  return createRouter().openapi(list, async (c) => c.json({ agents: await app.listAgents(c.req.valid('query')) }, 200))
}
