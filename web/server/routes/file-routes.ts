import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { matchPaths } from '../../../src/view/menu/parts/editor/match-paths.ts'
import { createRouter } from '../router.ts'
import { jsonOf } from '../schemas/json-of.ts'
import { limitOf } from '../schemas/query.ts'

const list = createRoute({
  method: 'get',
  path: '/',
  tags: ['System'],
  summary: 'Paths of the workspace that fit what was written of one, best first; folders end with /',
  request: {
    query: z.strictObject({
      query: z.string().max(1000).optional().default(''),
      folders: z.enum(['true', 'false']).optional().openapi({ description: 'true: only folders.' }),
      limit: limitOf(20, 200),
    }),
  },
  responses: { 200: jsonOf(z.object({ paths: z.array(z.string()) }), 'Without what git ignores, and without what is protected.') },
})

export function fileRoutes(app: Pick<App, 'workspacePaths'>) {
  return createRouter().openapi(list, async (c) => {
    const { query, folders, limit } = c.req.valid('query')
    const paths = await app.workspacePaths()
    const fitting = folders === 'true' ? paths.filter((path) => path.endsWith('/')) : paths
    return c.json({ paths: matchPaths(query, fitting, limit) }, 200)
  })
}
