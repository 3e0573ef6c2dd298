import { createRoute } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import type { UndoReport } from '../../../src/view/rows.ts'
import { etagOf, requireMatch } from '../if-match.ts'
import { createRouter } from '../router.ts'
import { byId, nothing } from '../schemas/ids.ts'
import { ifMatch } from '../schemas/if-match-schema.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { undoReportSchema } from '../schemas/run-care-schema.ts'

const tags = ['Runs']

const look = createRoute({
  method: 'get',
  path: '/{id}/undo',
  tags,
  summary: 'What an undo would put back, with the differences',
  request: byId,
  responses: { 200: jsonOf(undoReportSchema, 'Nothing was changed. The ETag is for the undo itself.') },
})

const apply = createRoute({
  method: 'post',
  path: '/{id}/undo',
  tags,
  summary: 'Put the files of a run back, as it was shown',
  parameters: [ifMatch],
  request: { ...byId, body: bodyOf(nothing) },
  responses: { 200: jsonOf(undoReportSchema, 'What was put back, and what stays.') },
})

/** Undo as a person has seen it: what changed meanwhile is shown again before anything is put back. */
export function runUndoRoutes(app: App) {
  const plan = (id: string): Promise<UndoReport> => app.undoRun(id, { paths: [], dryRun: true })
  return createRouter()
    .openapi(look, async (c) => {
      const report = await plan(c.req.valid('param').id)
      c.header('etag', etagOf(report))
      return c.json(report, 200)
    })
    .openapi(apply, async (c) => {
      const { id } = c.req.valid('param')
      requireMatch(c, etagOf(await plan(id)))
      return c.json(await app.undoRun(id, { paths: [], dryRun: false }), 200)
    })
}
