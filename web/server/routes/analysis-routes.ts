import { createRoute } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { runAnalysis } from '../../../src/view/analysis/run-analysis.ts'
import { createRouter } from '../router.ts'
import { byId } from '../schemas/ids.ts'
import { jsonOf } from '../schemas/json-of.ts'
import { analysisSchema } from '../schemas/stats-schema.ts'

const analysis = createRoute({
  method: 'get',
  path: '/{id}/analysis',
  tags: ['Runs'],
  summary: 'Where a run stands, what its time went to, and why it failed',
  request: byId,
  responses: { 200: jsonOf(analysisSchema, 'By the six stages.') },
})

export function analysisRoutes(app: App) {
  return createRouter().openapi(analysis, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(runAnalysis(await app.events(id), { run_id: id, now: Date.now() }), 200)
  })
}
