import { Hono } from 'hono'
import * as z from 'zod/mini'
import type { App } from '../../src/app/app-port.ts'
import { problemResponse } from './problem.ts'
import { readBody } from './read-body.ts'

const GRANT_ID = /^g_[0-9a-f]{12}$/
const nothing = z.strictObject({})

export function grantRoutes(app: App): Hono {
  return new Hono()
    .get('/', async (c) => c.json({ grants: await app.listGrants() }))
    .post('/:id/revoke', async (c) => {
      const grant_id = c.req.param('id')
      await readBody(c, nothing)
      if (!GRANT_ID.test(grant_id)) return problemResponse(400, 'This is not the id of a grant.', 'ID_INVALID')
      const [revoked] = await app.revokeGrants([grant_id])
      if (revoked !== undefined) return c.json({ grant: revoked })
      return problemResponse(404, `There is no grant '${grant_id}'.`, 'NOT_FOUND')
    })
}
