import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { createRouter } from '../router.ts'
import { jsonOf } from '../schemas/json-of.ts'

const count = z.number()
const statusSchema = z
  .object({
    workspace: z.string(),
    engine: z.string(),
    engine_reason: z.string(),
    runs: count,
    running: count,
    waiting: count,
    interrupted: count,
    approvals_pending: count,
    agents: count,
  })
  .openapi('Status')

const status = createRoute({
  method: 'get',
  path: '/',
  tags: ['System'],
  summary: 'Where claw works, by what engine, and how many of everything there are',
  responses: { 200: jsonOf(statusSchema, 'Now.') },
})

export function statusRoutes(app: App) {
  return createRouter().openapi(status, async (c) => {
    const { workspace, provider, providerReason } = app.config
    return c.json({ workspace, engine: provider, engine_reason: providerReason, ...(await app.status()) }, 200)
  })
}
