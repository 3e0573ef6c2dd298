import { Hono } from 'hono'
import * as z from 'zod/mini'
import type { App } from '../../src/app/app-port.ts'
import { isAgentId } from '../../src/kernel/ids.ts'
import { RUN_STATUSES } from '../../src/protocol/run.ts'
import { reduceRun } from '../../src/view/reduce-run.ts'
import type { RunRow } from '../../src/view/rows.ts'
import { runDocument } from '../../src/view/run-document.ts'
import { emptyRunView } from '../../src/view/run-view.ts'
import { eventStream } from './event-stream.ts'
import { requireId } from './ids.ts'
import type { LiveRuns } from './live-runs.ts'
import { choiceOf, countOf } from './query-values.ts'
import { readBody } from './read-body.ts'
import type { RunFeeds } from './run-feed.ts'

export interface RunRouteOptions {
  readonly app: App
  readonly live: LiveRuns
  readonly feeds: RunFeeds
}

const SEARCHED_RUNS = 5000
const startBody = z.strictObject({
  task: z.string(),
  agent_id: z.optional(z.string().check(z.refine(isAgentId, 'not an agent id'))),
})
const resumeBody = z.strictObject({ in_doubt: z.optional(z.enum(['done', 'retry', 'abandon'])) })
const emptyBody = z.strictObject({})

export function runRoutes({ app, live, feeds }: RunRouteOptions): Hono {
  return new Hono()
    .get('/', async (c) => {
      const limit = countOf(c.req.query('limit'), 50, 500)
      const status = choiceOf(c.req.query('status'), RUN_STATUSES)
      const q = (c.req.query('q') ?? '').trim().toLowerCase()
      const rows = await app.listRuns({ limit: q === '' ? limit : SEARCHED_RUNS, ...(status === undefined ? {} : { status }) })
      const found = q === '' ? rows : rows.filter((row) => row.run_id.startsWith(q) || row.task.toLowerCase().includes(q))
      return c.json({ runs: found.slice(0, limit).map(toRunRow) })
    })
    .post('/', async (c) => {
      const { task, agent_id } = await readBody(c, startBody)
      const run_id = await live.start({ task, context: {}, plan_only: false, ...(agent_id === undefined ? {} : { agent_id }) })
      return c.json({ run_id }, 201, { location: `/api/runs/${run_id}` })
    })
    .get('/:id', async (c) => {
      const run_id = requireId(c.req.param('id'))
      const [run, events] = await Promise.all([app.getRun(run_id), app.events(run_id)])
      return c.json({ run: toRunRow(run), document: runDocument(events.reduce(reduceRun, emptyRunView(run_id))) })
    })
    .get('/:id/events', async (c) => {
      const feed = await feeds.open(requireId(c.req.param('id')))
      // EventSource sends the header when it comes back by itself; the query is for a page that opens a new one.
      const after = Number(c.req.header('last-event-id') ?? c.req.query('after') ?? 0)
      return new Response(eventStream(feed, Number.isSafeInteger(after) ? after : 0), { headers: { 'content-type': 'text/event-stream' } })
    })
    .post('/:id/cancel', async (c) => {
      const run_id = requireId(c.req.param('id'))
      await readBody(c, emptyBody)
      return c.json(await app.cancelRun(run_id))
    })
    .post('/:id/resume', async (c) => {
      const run_id = requireId(c.req.param('id'))
      const { in_doubt } = await readBody(c, resumeBody)
      return c.json({ run_id: await live.resume(run_id, in_doubt === undefined ? {} : { in_doubt }) })
    })
}

/** The columns that are shown: a stored row holds more than a page needs. */
function toRunRow(row: RunRow): RunRow {
  const { run_id, task, status, waiting_reason, engine, session_id, workspace, actor, origin, error } = row
  const { exit_code, created_at, updated_at, ended_at } = row
  return {
    run_id,
    task,
    status,
    waiting_reason,
    engine,
    session_id,
    workspace,
    actor,
    origin,
    error,
    exit_code,
    created_at,
    updated_at,
    ended_at,
  }
}
