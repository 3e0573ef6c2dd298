import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { createRouter } from '../router.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { agentWhySchema, skillWhySchema } from '../schemas/why-schema.ts'

const tags = ['Routing']
// Asked by POST, so that the task stands in no address; nothing is changed.
const question = z.strictObject({
  task: z.string(),
  required_tools: z.array(z.string().max(64)).max(20).optional().default([]),
  limit: z.number().int().min(1).max(200).optional().default(20),
})

const agent = createRoute({
  method: 'post',
  path: '/agent',
  tags,
  summary: 'Who would be given a task, and why; nothing is done',
  request: { body: bodyOf(question) },
  responses: { 200: jsonOf(agentWhySchema, 'As `claw agent why`.') },
})

const skill = createRoute({
  method: 'post',
  path: '/skill',
  tags,
  summary: 'Which skills a task would bring, and which recipes read it; nothing is done',
  request: { body: bodyOf(question) },
  responses: { 200: jsonOf(skillWhySchema, 'As `claw skill why`.') },
})

export function whyRoutes(app: App) {
  return createRouter()
    .openapi(agent, async (c) => {
      const { task, ...options } = c.req.valid('json')
      return c.json(await app.whyAgent(task, options), 200)
    })
    .openapi(skill, async (c) => {
      const { task, ...options } = c.req.valid('json')
      return c.json(await app.whySkill(task, options), 200)
    })
}
