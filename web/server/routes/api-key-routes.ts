import { createRoute, z } from '@hono/zod-openapi'
import { MODEL_PROVIDERS, PROVIDER_SPECS } from '../../../src/config/providers.ts'
import { ProblemError } from '../problem.ts'
import { createRouter } from '../router.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { secretSchema } from '../schemas/setting-schema.ts'
import type { RenewedApp } from '../settings/web-settings.ts'

const set = createRoute({
  method: 'post',
  path: '/apikey',
  tags: ['Settings'],
  summary: 'Set the key of a provider, under the name that it has',
  request: { body: bodyOf(z.strictObject({ provider: z.enum(MODEL_PROVIDERS), key: z.string().max(8192) })) },
  responses: { 200: jsonOf(z.object({ secret: secretSchema }), 'It is kept, and never shown.') },
})

export function apiKeyRoutes(renewed: RenewedApp) {
  return createRouter().openapi(set, async (c) => {
    const { provider, key } = c.req.valid('json')
    const { keyName, title } = PROVIDER_SPECS[provider]
    if (keyName === null)
      throw new ProblemError({ status: 400, detail: `${title} takes no key.`, code: 'USAGE', fix: 'See /api/models/setup.' })
    const { row } = await renewed.app.setSecret({ name: keyName, value: key })
    await renewed.renew()
    return c.json({ secret: row }, 200)
  })
}
