import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import {
  agentDraftSchema,
  checkedDraftSchema,
  draftChoicesSchema,
  madeAgentSchema,
  TEMPLATE_NAMES,
  taughtAgentSchema,
} from '../schemas/agent-draft-schema.ts'
import { permissionsSchema } from '../schemas/agent-edit-schema.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { agentId, byAgentId } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'

const tags = ['Agents']
const names = z.array(z.string().max(64)).max(50)

const choices = createRoute({
  method: 'get',
  path: '/choices',
  tags,
  summary: 'The tools and skills that an agent may have',
  responses: { 200: jsonOf(draftChoicesSchema, 'All of them.') },
})

const template = createRoute({
  method: 'get',
  path: '/templates/{name}',
  tags,
  summary: 'A draft with a program of its own, which works as it is',
  request: { params: z.object({ name: z.enum(TEMPLATE_NAMES) }) },
  responses: { 200: jsonOf(agentDraftSchema, 'The draft.') },
})

const propose = createRoute({
  method: 'post',
  path: '/propose',
  tags,
  summary: 'A draft for a task: by the model when there is one, else from the skill catalog',
  parameters: [idempotencyKey],
  request: { body: bodyOf(z.strictObject({ task: z.string().min(1).max(100_000) })) },
  responses: { 200: jsonOf(agentDraftSchema, 'The draft. The model is cut off when the request is.') },
})

const check = createRoute({
  method: 'post',
  path: '/check',
  tags,
  summary: 'Whether a draft can be made, and the folder that would come of it; nothing is written',
  request: { body: bodyOf(agentDraftSchema) },
  responses: { 200: jsonOf(checkedDraftSchema, 'Problems, notes, files.') },
})

const judge = createRoute({
  method: 'post',
  path: '/permissions',
  tags,
  summary: 'What the policy would let an agent with these tools do, call by call',
  request: { body: bodyOf(z.strictObject({ agent_id: agentId.optional(), tools: names, requires_approval_for: names })) },
  responses: { 200: jsonOf(permissionsSchema, 'Under the present policy.') },
})

const make = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Make an agent of a draft',
  parameters: [idempotencyKey],
  request: { body: bodyOf(agentDraftSchema) },
  responses: { 201: jsonOf(madeAgentSchema, 'It is there, and trusted: a person made it.') },
})

const teach = createRoute({
  method: 'post',
  path: '/twins/{id}',
  tags,
  summary: 'One more task that an agent is for, in place of a new agent that would do the same',
  parameters: [idempotencyKey],
  request: { ...byAgentId, body: bodyOf(z.strictObject({ task: z.string().min(1).max(100_000) })) },
  responses: { 200: jsonOf(taughtAgentSchema, 'Where the example is kept.') },
})

/** Agents that a person makes. Beside `/api/agents`, where each word could be the id of an agent. */
export function agentDraftRoutes(app: App) {
  return createRouter()
    .openapi(choices, async (c) => {
      const { tools, skills } = app.draftChoices()
      return c.json({ tools: [...tools], skills: [...skills] }, 200)
    })
    .openapi(template, (c) => c.json(app.templateDraft(c.req.valid('param').name), 200))
    .openapi(propose, async (c) => c.json(await app.proposeAgent(c.req.valid('json').task, c.req.raw.signal), 200))
    .openapi(check, async (c) => c.json(await app.checkDraft(c.req.valid('json')), 200))
    .openapi(judge, async (c) => c.json(await app.agentPermissions(given(c.req.valid('json'))), 200))
    .openapi(make, async (c) => {
      const made = await app.makeAgent(c.req.valid('json'))
      c.header('location', `/api/agents/${made.agent_id}`)
      return c.json(made, 201)
    })
    .openapi(teach, async (c) => c.json(await app.teachAgent(c.req.valid('param').id, c.req.valid('json').task), 200))
}
