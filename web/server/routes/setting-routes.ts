import { createRoute, z } from '@hono/zod-openapi'
import { configFilePath, settingRowsOf } from '../../../src/app/settings/setting-rows-of.ts'
import type { Config } from '../../../src/config/config.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import type { SettingRow } from '../../../src/view/setting-rows.ts'
import { etagOf, requireMatch } from '../if-match.ts'
import { ProblemError } from '../problem.ts'
import { createRouter } from '../router.ts'
import { ifMatch } from '../schemas/if-match-schema.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { settingSchema, settingsSchema } from '../schemas/setting-schema.ts'
import type { RenewedApp } from '../settings/web-settings.ts'

const tags = ['Settings']
const name = z.string().regex(/^[A-Z][A-Z0-9_]{0,99}$/, 'is not the name of a setting')
const byName = { params: z.object({ name }) }
const value = z.string().max(20_000)

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Every setting with its value, and where that comes from',
  responses: { 200: jsonOf(settingsSchema, 'No secret is in it.') },
})

const one = createRoute({
  method: 'get',
  path: '/{name}',
  tags,
  summary: 'One setting',
  request: byName,
  responses: { 200: jsonOf(settingSchema, 'With its ETag.') },
})

const check = createRoute({
  method: 'post',
  path: '/{name}/check',
  tags,
  summary: 'Whether claw would start with this value; nothing is changed',
  request: { ...byName, body: bodyOf(z.strictObject({ value })) },
  responses: { 200: jsonOf(z.object({ problem: z.string().openapi({ description: 'Empty: it would.' }) }), 'What is wrong with it.') },
})

const save = createRoute({
  method: 'put',
  path: '/{name}',
  tags,
  summary: 'Save a value for every workspace; it counts from the next run on',
  parameters: [ifMatch],
  request: { ...byName, body: bodyOf(z.strictObject({ value })) },
  responses: { 200: jsonOf(settingSchema, 'As it is now, with its ETag.') },
})

const reset = createRoute({
  method: 'delete',
  path: '/{name}',
  tags,
  summary: 'Take the saved value away',
  parameters: [ifMatch],
  request: byName,
  responses: { 200: jsonOf(settingSchema, 'As it is now, with its ETag.') },
})

/** Where a value stands that comes before config.json. */
const STRONGER: ReadonlySet<string> = new Set(['flag', 'environment', '.env'])

export function settingRoutes(renewed: RenewedApp) {
  const { app, settings } = renewed
  const rowOf = (wanted: string): SettingRow => requireRow(settings.read(), wanted)
  const change = async (changed: string, to: string | null) => {
    await app.changeSettings({ [changed]: to })
    return told(requireRow(await renewed.renew(), changed))
  }
  return createRouter()
    .openapi(list, (c) => {
      const config = settings.read()
      return c.json({ settings: settingRowsOf(config).map(told), notes: [...config.notes], file: configFilePath(config) }, 200)
    })
    .openapi(one, (c) => {
      const row = told(rowOf(c.req.valid('param').name))
      c.header('etag', row.etag)
      return c.json(row, 200)
    })
    .openapi(check, (c) => {
      const { name: wanted } = c.req.valid('param')
      rowOf(wanted)
      return c.json({ problem: problemOf(renewed, wanted, c.req.valid('json').value) }, 200)
    })
    .openapi(save, async (c) => {
      const { name: wanted } = c.req.valid('param')
      const row = told(rowOf(wanted))
      requireMatch(c, row.etag)
      if (row.held !== '') throw new ProblemError({ status: 409, detail: row.held, code: 'SETTING_HELD', fix: row.wayOut })
      const problem = problemOf(renewed, wanted, c.req.valid('json').value)
      if (problem !== '') throw new ProblemError({ status: 400, detail: problem, code: 'CONFIG_INVALID', fix: `It takes ${row.takes}.` })
      const saved = await change(wanted, c.req.valid('json').value)
      c.header('etag', saved.etag)
      return c.json(saved, 200)
    })
    .openapi(reset, async (c) => {
      const { name: wanted } = c.req.valid('param')
      requireMatch(c, told(rowOf(wanted)).etag)
      const saved = await change(wanted, null)
      c.header('etag', saved.etag)
      return c.json(saved, 200)
    })
}

function requireRow(config: Config, wanted: string): SettingRow {
  const row = settingRowsOf(config).find((each) => each.name === wanted)
  if (row !== undefined) return row
  throw new ClawError('NOT_FOUND', `There is no setting '${wanted}'.`, { fix: 'claw doctor --settings' })
}

function told(row: SettingRow) {
  return { ...row, notes: [...row.notes], etag: etagOf(row), held: heldBy(row) }
}

function heldBy({ name: held, type, origin, where }: SettingRow): string {
  if (type.kind === 'secret') return `${held} is a secret: it is set among the secrets.`
  if (!STRONGER.has(origin)) return ''
  return `${held} is held by ${where.startsWith('/') ? where : `the ${where}`}, which comes before what is saved here.`
}

/** As a start of claw would find it: the value alone, and beside the others. */
function problemOf({ settings }: RenewedApp, wanted: string, text: string): string {
  if (text === '') return ''
  try {
    settings.readWith({ [wanted]: text })
    return ''
  } catch (error) {
    if (error instanceof ClawError) return error.message
    throw error
  }
}
