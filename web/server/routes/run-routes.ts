import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { RUN_STATUSES } from '../../../src/protocol/run.ts'
import { RUN_ORDERS } from '../../../src/protocol/run-query.ts'
import { reduceRun } from '../../../src/view/reduce-run.ts'
import { runDocument } from '../../../src/view/run-document.ts'
import { emptyRunView } from '../../../src/view/run-view.ts'
import { RUN_STAGES } from '../../../src/view/stats/run-stage.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { byId, hexId, idList } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { newRunSchema, toStartOptions } from '../schemas/new-run-schema.ts'
import { limitOf, moment, someOf, wanted } from '../schemas/query.ts'
import { cancelledRunSchema, detachedRunSchema, runDocumentSchema, runPageSchema, runRowSchema } from '../schemas/run-schema.ts'
import { pickRunRow } from './pick-run-row.ts'
import { toRunQuery } from './to-run-query.ts'

const tags = ['Runs']
const limit = z.number().positive()

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Runs, newest first, as far as they fit what is looked for',
  request: {
    query: z.strictObject({
      limit: limitOf(50, 500),
      after: hexId.optional(),
      status: someOf(RUN_STATUSES),
      text: wanted(),
      agent: wanted(),
      tool: wanted(),
      session: wanted(),
      tag: wanted(),
      stage: z.enum(RUN_STAGES).optional(),
      ids: idList,
      since: moment,
      until: moment,
      order: z.enum(RUN_ORDERS).optional(),
    }),
  },
  responses: { 200: jsonOf(runPageSchema, 'One page.') },
})

const start = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'Start a run, in a process of its own',
  parameters: [idempotencyKey],
  request: { body: bodyOf(newRunSchema) },
  responses: { 201: jsonOf(detachedRunSchema, 'It has begun.') },
})

const one = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'A run, and what it came to so far',
  request: byId,
  responses: {
    200: jsonOf(z.object({ run: runRowSchema, document: runDocumentSchema }), '`document` is that of `claw run --json`.'),
  },
})

const cancel = createRoute({
  method: 'post',
  path: '/{id}/cancel',
  tags,
  summary: 'Stop a run; with `force` its capsules are killed',
  request: { ...byId, body: bodyOf(z.strictObject({ force: z.boolean().optional() })) },
  responses: { 200: jsonOf(cancelledRunSchema, 'What became of it.') },
})

const resume = createRoute({
  method: 'post',
  path: '/{id}/resume',
  tags,
  summary: 'Go on with a run that stopped',
  parameters: [idempotencyKey],
  request: {
    ...byId,
    body: bodyOf(
      z.strictObject({
        in_doubt: z.enum(['done', 'retry', 'abandon']).optional().openapi({ description: 'About every effect in doubt.' }),
        max_tokens: limit.int().nullable().optional().openapi({ description: 'In place of the limit that it had; null: none.' }),
        max_cost_usd: limit.nullable().optional(),
        timeout_ms: z.number().int().positive().optional(),
      }),
    ),
  },
  responses: { 200: jsonOf(detachedRunSchema, 'A process has taken it.') },
})

export function runRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => c.json(await app.pageRuns(toRunQuery(c.req.valid('query'))), 200))
    .openapi(start, async (c) => {
      const idempotency_key = c.req.header('idempotency-key')
      const options = { ...toStartOptions(app, c.req.valid('json')), origin: 'web', ...given({ idempotency_key }) } as const
      const run = await app.startDetached(options, { wait: true })
      c.header('location', `/api/runs/${run.run_id}`)
      return c.json(run, 201)
    })
    .openapi(one, async (c) => {
      const { id } = c.req.valid('param')
      const [run, past] = await Promise.all([app.getRun(id), app.events(id)])
      return c.json({ run: pickRunRow(run), document: runDocument(past.reduce(reduceRun, emptyRunView(id))) }, 200)
    })
    .openapi(cancel, async (c) => {
      const { force = false } = c.req.valid('json')
      return c.json(await app.cancelRun(c.req.valid('param').id, { force }), 200)
    })
    .openapi(resume, async (c) => {
      return c.json(await app.resumeDetached(c.req.valid('param').id, given(c.req.valid('json')), { wait: true }), 200)
    })
}
