import { createRoute, z } from '@hono/zod-openapi'
import { dropConnection } from '../feed/drop-connection.ts'
import type { FeedHub } from '../feed/feed-hub.ts'
import { workspaceStream } from '../feed/workspace-stream.ts'
import { createRouter } from '../router.ts'

const all = createRoute({
  method: 'get',
  path: '/',
  tags: ['Events'],
  summary: 'Everything that happens in the workspace, as server-sent events',
  request: {
    query: z.strictObject({
      after: z.string().max(64).optional().openapi({ description: 'The id of the last frame that came; from now on when absent.' }),
    }),
    headers: z.object({ 'last-event-id': z.string().max(64).optional().openapi({ description: 'The same, as a browser sends it.' }) }),
  },
  responses: {
    200: {
      description:
        '`hello` with the cursor, then events of all runs as messages, `large` for one that has to be fetched, `changed` with topics, `beat`, and `reset` when the asked-for id is of no use.',
      content: { 'text/event-stream': { schema: z.string() } },
    },
  },
})

export function eventRoutes(hub: FeedHub) {
  return createRouter().openapi(all, async (c) => {
    const cursor = c.req.valid('header')['last-event-id'] ?? c.req.valid('query').after
    const stream = await workspaceStream(hub, cursor, dropConnection(c))
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  })
}
