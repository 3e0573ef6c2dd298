import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { FORK_SETTINGS, type ForkSettingName } from '../../../src/view/fork-rows.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { byId, nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { forkStepSchema, replayReportSchema, rerunOptionsSchema } from '../schemas/run-care-schema.ts'
import { detachedRunSchema } from '../schemas/run-schema.ts'

const tags = ['Runs']
const SETTINGS = Object.keys(FORK_SETTINGS) as ForkSettingName[]
const MAX_VALUE = 100_000

const rerunOptions = createRoute({
  method: 'get',
  path: '/{id}/rerun',
  tags,
  summary: 'What a run was started with, for a new one',
  request: byId,
  responses: { 200: jsonOf(rerunOptionsSchema, 'As `POST /api/runs` takes it.') },
})

const rerun = createRoute({
  method: 'post',
  path: '/{id}/rerun',
  tags,
  summary: 'The same task with the same options, as a new run',
  parameters: [idempotencyKey],
  request: { ...byId, body: bodyOf(nothing) },
  responses: { 201: jsonOf(detachedRunSchema, 'It has begun.') },
})

const steps = createRoute({
  method: 'get',
  path: '/{id}/steps',
  tags,
  summary: 'The places that a fork may go on from',
  request: byId,
  responses: { 200: jsonOf(z.object({ steps: z.array(forkStepSchema) }), 'In the order of the run.') },
})

const fork = createRoute({
  method: 'post',
  path: '/{id}/fork',
  tags,
  summary: 'Another run that goes on from a step of this one',
  parameters: [idempotencyKey],
  request: {
    ...byId,
    body: bodyOf(
      z.strictObject({
        from: z.string().min(1).max(200).openapi({ example: 's1.2' }),
        set: z
          .partialRecord(z.enum(SETTINGS), z.string().min(1).max(MAX_VALUE))
          .optional()
          .openapi({ description: 'What is different from there on.' }),
      }),
    ),
  },
  responses: { 201: jsonOf(detachedRunSchema, 'It has begun.') },
})

const replay = createRoute({
  method: 'post',
  path: '/{id}/replay',
  tags,
  summary: 'Play a run again from its journal, and compare: nothing is called and nothing is changed',
  request: { ...byId, body: bodyOf(nothing) },
  responses: { 200: jsonOf(replayReportSchema, 'Whether it came out the same.') },
})

/** Doing a run again: as it was, from a step on, or from its journal. */
export function runCareRoutes(app: App) {
  return createRouter()
    .openapi(rerunOptions, async (c) => c.json(await app.rerunOptions(c.req.valid('param').id), 200))
    .openapi(rerun, async (c) => {
      const options = await app.rerunOptions(c.req.valid('param').id)
      const made = given({ idempotency_key: c.req.header('idempotency-key') })
      const run = await app.startDetached({ ...options, ...made, origin: 'web' }, { wait: true })
      c.header('location', `/api/runs/${run.run_id}`)
      return c.json(run, 201)
    })
    .openapi(steps, async (c) => c.json({ steps: await app.forkSteps(c.req.valid('param').id) }, 200))
    .openapi(fork, async (c) => {
      const { from, set = {} } = c.req.valid('json')
      const words = Object.entries(set).map(([name, value]) => `${name}=${value}`)
      const made = given({ idempotency_key: c.req.header('idempotency-key') })
      const run = await app.forkDetached(c.req.valid('param').id, { from, set: words, ...made }, { wait: true })
      c.header('location', `/api/runs/${run.run_id}`)
      return c.json(run, 201)
    })
    .openapi(replay, async (c) => c.json(await app.replayRun(c.req.valid('param').id, c.req.raw.signal), 200))
}
