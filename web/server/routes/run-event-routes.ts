import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { dropConnection } from '../feed/drop-connection.ts'
import type { FeedHub } from '../feed/feed-hub.ts'
import { runHistory } from '../feed/run-history.ts'
import { runStream } from '../feed/run-stream.ts'
import { createRouter } from '../router.ts'
import { runHistorySchema } from '../schemas/event-schema.ts'
import { byId } from '../schemas/ids.ts'
import { limitOf } from '../schemas/query.ts'

const MAX_EVENTS = 10_000

const ofRun = createRoute({
  method: 'get',
  path: '/{id}/events',
  tags: ['Events'],
  summary: 'The events of a run: past and to come as server-sent events, or a page of them as JSON when that is asked for',
  request: {
    ...byId,
    query: z.strictObject({
      after: z.coerce.number<string>().int().min(0).optional(),
      tail: z.coerce.number<string>().int().min(1).max(MAX_EVENTS).optional().openapi({ description: 'Begins with the last so many.' }),
      limit: limitOf(1000, MAX_EVENTS),
    }),
    headers: z.object({ 'last-event-id': z.string().optional(), accept: z.string().optional() }),
  },
  responses: {
    200: {
      description: 'In the stream `id` is the seq, `data` the event; `end` says that the owner has let go of the run.',
      content: { 'text/event-stream': { schema: z.string() }, 'application/json': { schema: runHistorySchema } },
    },
  },
})

export function runEventRoutes({ app, hub }: { readonly app: Pick<App, 'getRun' | 'events'>; readonly hub: FeedHub }) {
  return createRouter().openapi(ofRun, async (c) => {
    const { id } = c.req.valid('param')
    const { limit, tail, after: asked = 0 } = c.req.valid('query')
    const headers = c.req.valid('header')
    await app.getRun(id)
    const after = tail === undefined ? asked : Math.max(asked, await beforeTail(app, { id, tail }))
    if (wantsJson(headers.accept)) {
      const { feed } = await hub.open()
      return runHistory(feed, { run_id: id, after, limit, encodings: c.req.header('accept-encoding') })
    }
    // EventSource sends the header when it comes back by itself; the query is for a page that opens a new one.
    const last = Number(headers['last-event-id'] ?? after)
    const stream = await runStream(hub, { run_id: id, after: Number.isSafeInteger(last) ? last : after, drop: dropConnection(c) })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  })
}

async function beforeTail(app: Pick<App, 'events'>, { id, tail }: { readonly id: string; readonly tail: number }): Promise<number> {
  const [first] = await app.events(id, { tail })
  return first === undefined ? 0 : first.seq - 1
}

function wantsJson(accept = ''): boolean {
  return accept.includes('application/json') && !accept.includes('text/event-stream')
}
