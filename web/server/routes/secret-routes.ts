import { createRoute, z } from '@hono/zod-openapi'
import { checkSecretName } from '../../../src/config/secrets/check-secret-name.ts'
import type { SecretRow } from '../../../src/view/rows.ts'
import { given } from '../given.ts'
import { etagOf, requireMatch, requireMatchOrNew } from '../if-match.ts'
import { createRouter } from '../router.ts'
import { agentId, nothing } from '../schemas/ids.ts'
import { ifMatch, ifNoneMatch } from '../schemas/if-match-schema.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { secretSchema, taggedSecretSchema } from '../schemas/setting-schema.ts'
import type { RenewedApp } from '../settings/web-settings.ts'

const tags = ['Settings']
// Not by its pattern: a name that is none may be the value, and is not told back.
const byName = { params: z.object({ name: z.string().max(200) }) }

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Names of secrets, what each is bound to and how it was used; never a value',
  responses: { 200: jsonOf(z.object({ secrets: z.array(taggedSecretSchema) }), 'Secrets of the user, each with its ETag.') },
})

const set = createRoute({
  method: 'put',
  path: '/{name}',
  tags,
  summary: 'Set or replace a secret; no answer ever has its value',
  parameters: [ifMatch, ifNoneMatch],
  request: {
    ...byName,
    body: bodyOf(
      z.strictObject({
        value: z.string().max(8192),
        hosts: z.array(z.string().max(260)).max(50).optional(),
        agents: z.array(agentId).max(50).optional(),
      }),
    ),
  },
  responses: { 200: jsonOf(z.object({ secret: secretSchema, replaced: z.boolean(), file: z.string() }), 'It is kept.') },
})

const remove = createRoute({
  method: 'delete',
  path: '/{name}',
  tags,
  summary: 'Remove a secret',
  parameters: [ifMatch],
  request: byName,
  responses: { 200: jsonOf(z.object({ secret: secretSchema }), 'It is gone.') },
})

const scan = createRoute({
  method: 'post',
  path: '/scan',
  tags,
  summary: 'Look for the values of secrets in plain text in the files of the workspace and of the user',
  request: { body: bodyOf(nothing) },
  responses: {
    200: jsonOf(z.object({ files: z.number(), exposed: z.array(z.object({ name: z.string(), path: z.string() })) }), 'Where they stand.'),
  },
})

export function secretRoutes(renewed: RenewedApp) {
  const { app } = renewed
  const tagOfNamed = async (name: string): Promise<string | undefined> => {
    const row = (await app.listSecrets()).find((secret) => secret.name === name)
    return row && tagOf(row)
  }
  return createRouter()
    .openapi(list, async (c) => c.json({ secrets: (await app.listSecrets()).map((row) => ({ ...row, etag: tagOf(row) })) }, 200))
    .openapi(scan, async (c) => {
      const { files, exposed } = await app.auditSecrets()
      return c.json({ files, exposed: [...exposed] }, 200)
    })
    .openapi(set, async (c) => {
      const { name } = c.req.valid('param')
      checkSecretName(name)
      requireMatchOrNew(c, await tagOfNamed(name))
      const { row, replaced, path } = await app.setSecret({ name, ...given(c.req.valid('json')) })
      await renewed.renew()
      return c.json({ secret: row, replaced, file: path }, 200)
    })
    .openapi(remove, async (c) => {
      const { name } = c.req.valid('param')
      const etag = await tagOfNamed(name)
      // Of one that is not there the app says so.
      if (etag !== undefined) requireMatch(c, etag)
      const secret = await app.removeSecret(name)
      await renewed.renew()
      return c.json({ secret }, 200)
    })
}

/** Not of its uses: they are no change of it. */
function tagOf({ name, set_at, hosts, agents }: SecretRow): string {
  return etagOf({ name, set_at, hosts: [...hosts], agents: [...agents] })
}
