import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { requireUsableProvider } from '../../../src/config/require-usable-provider.ts'
import { given } from '../given.ts'
import { ProblemError } from '../problem.ts'
import { createRouter } from '../router.ts'
import { handshakeSchema, testedAgentSchema } from '../schemas/agent-test-schema.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { agentId, byAgentId, hexId, nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { detachedRunSchema } from '../schemas/run-schema.ts'
import { testedInRun } from './tested-in-run.ts'

const tags = ['Agents']

const start = createRoute({
  method: 'post',
  path: '/{id}/tests',
  tags,
  summary: 'Give an agent a task for real, in a run of its own',
  parameters: [idempotencyKey],
  request: { ...byAgentId, body: bodyOf(z.strictObject({ task: z.string() })) },
  responses: { 201: jsonOf(detachedRunSchema, 'The run has begun: it is watched and cancelled as any other.') },
})

const result = createRoute({
  method: 'get',
  path: '/{id}/tests/{run}',
  tags,
  summary: 'What a test has shown so far',
  request: { params: z.object({ id: agentId, run: hexId }) },
  responses: {
    200: jsonOf(z.object({ ended: z.boolean(), tested: testedAgentSchema }), 'As `claw agent test`; `ended` false: it goes on.'),
  },
})

const handshake = createRoute({
  method: 'post',
  path: '/{id}/handshake',
  tags,
  summary: 'Whether the program of an agent speaks the protocol; whatever it asks for is refused',
  request: { ...byAgentId, body: bodyOf(nothing) },
  responses: { 200: jsonOf(handshakeSchema, 'The conversation. It is cut off when the request is.') },
})

export function agentTestRoutes(app: App) {
  return createRouter()
    .openapi(start, async (c) => {
      requireUsableProvider(app.config)
      const { id: agent_id } = c.req.valid('param')
      const { task } = c.req.valid('json')
      const idempotency_key = c.req.header('idempotency-key')
      const options = { task, agent_id, context: {}, plan_only: false, origin: 'web', ...given({ idempotency_key }) } as const
      const run = await app.startDetached(options, { wait: true })
      c.header('location', `/api/agents/${agent_id}/tests/${run.run_id}`)
      return c.json(run, 201)
    })
    .openapi(result, async (c) => {
      const { id, run } = c.req.valid('param')
      const tested = await testedInRun(app, id, run)
      if (tested !== undefined) return c.json(tested, 200)
      throw new ProblemError({
        status: 404,
        detail: `Run '${run}' is not a test of '${id}'.`,
        code: 'NOT_FOUND',
        fix: `See /api/runs/${run}.`,
      })
    })
    .openapi(handshake, async (c) => c.json(await app.handshakeAgent(c.req.valid('param').id, c.req.raw.signal), 200))
}
