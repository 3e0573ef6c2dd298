import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import type { ProgramFile } from '../program-file.ts'
import { createRouter } from '../router.ts'
import { jsonOf } from '../schemas/json-of.ts'

const count = z.number()
const statusSchema = z
  .object({
    workspace: z.string(),
    engine: z.string(),
    engine_reason: z.string(),
    program_changed: z
      .boolean()
      .openapi({ description: 'claw was updated or removed since this dashboard was started: it is to be started again.' }),
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

export function statusRoutes({ app, program }: { readonly app: App; readonly program: ProgramFile }) {
  return createRouter().openapi(status, async (c) => {
    const { workspace, provider, providerReason } = app.config
    return c.json(
      { workspace, engine: provider, engine_reason: providerReason, program_changed: program.changed(), ...(await app.status()) },
      200,
    )
  })
}
