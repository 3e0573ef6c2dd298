import { Hono } from 'hono'
import type { App } from '../../src/app/app-port.ts'
import { countOf } from './query-values.ts'

/** What is only looked at: the place and its agents. */
export function lookRoutes(app: App): Hono {
  return new Hono()
    .get('/status', async (c) => {
      const { workspace, provider, providerReason } = app.config
      return c.json({ workspace, engine: provider, engine_reason: providerReason, ...(await app.status()) })
    })
    .get('/agents', async (c) => c.json({ agents: await app.listAgents({ limit: countOf(c.req.query('limit'), 100, 500) }) }))
}
