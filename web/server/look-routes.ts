import { Hono } from 'hono'
import type { App } from '../../src/app/app-port.ts'
import { requireId } from './ids.ts'
import { countOf } from './query-values.ts'

/** What is only looked at: the place, its agents, its audit log. */
export function lookRoutes(app: App): Hono {
  return new Hono()
    .get('/status', async (c) => {
      const { workspace, provider, providerReason } = app.config
      return c.json({ workspace, engine: provider, engine_reason: providerReason, ...(await app.status()) })
    })
    .get('/agents', async (c) => c.json({ agents: await app.listAgents({ limit: countOf(c.req.query('limit'), 100, 500) }) }))
    .get('/audit', async (c) => {
      const run = c.req.query('run')
      const query = { limit: countOf(c.req.query('limit'), 100, 500), ...(run === undefined ? {} : { run_id: requireId(run) }) }
      const [records, chain] = await Promise.all([app.listAudit(query), app.verifyAudit()])
      return c.json({ records, chain })
    })
}
