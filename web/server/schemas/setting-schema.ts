import { z } from '@hono/zod-openapi'
import type { ModelsData } from '../../../src/view/menu/places/models/models-io.ts'
import type { SetupData, SetupPlace, SetupWish } from '../../../src/view/menu/places/setup/setup-io.ts'
import type { LocalServerRow, ModelRow, ModelTest, ModelTrial } from '../../../src/view/model-rows.ts'
import type { SecretRow } from '../../../src/view/rows.ts'
import type { SettingRow, SettingTypeRow } from '../../../src/view/setting-rows.ts'
import { absent } from './absent.ts'

const text = z.string()
const number = z.number()

const settingTypeSchema: z.ZodType<SettingTypeRow> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['boolean', 'text', 'list', 'path', 'url', 'secret']) }),
  z.object({ kind: z.literal('number'), min: number, max: number, integer: z.boolean() }),
  z.object({ kind: z.literal('choice'), values: z.array(text) }),
])

/** `etag` is what an edit of this setting names in If-Match; `held` why it cannot be edited here, empty: it can. */
export const settingSchema: z.ZodType<SettingRow & { readonly etag: string; readonly held: string }> = z
  .object({
    name: text,
    group: text,
    description: text,
    type: settingTypeSchema,
    takes: text,
    default: text,
    value: text.nullable(),
    origin: text,
    where: text,
    saved: z.boolean(),
    wayOut: text,
    notes: z.array(text),
    etag: text,
    held: text,
  })
  .openapi('Setting')

export const settingsSchema = z.object({ settings: z.array(settingSchema), notes: z.array(text), file: text }).openapi('Settings')

const secretFields = {
  name: text,
  for: z.enum(['engine', 'tools']),
  set_at: number.nullable(),
  hosts: z.array(text),
  agents: z.array(text),
  uses: number,
  last_used_at: number.nullable(),
}

export const secretSchema: z.ZodType<SecretRow> = z.object(secretFields).openapi('Secret')

/** With the tag that an edit of it names. */
export interface TaggedSecret extends SecretRow {
  readonly etag: string
}

export const taggedSecretSchema: z.ZodType<TaggedSecret> = z.object({ ...secretFields, etag: text }).openapi('TaggedSecret')

const error = z.object({ code: text, message: text, fix: text, where: absent(text) }).nullable()

export const modelTestSchema: z.ZodType<ModelTest> = z
  .object({ ok: z.boolean(), how: z.enum(['model list', 'call']), detail: text, duration_ms: number, error })
  .openapi('ModelTest')

export const modelTrialSchema: z.ZodType<ModelTrial> = z
  .object({
    what: z.enum(['text', 'tool call', 'structured output']),
    ok: z.boolean(),
    detail: text,
    duration_ms: number,
    input_tokens: number.nullable(),
    output_tokens: number.nullable(),
    cost_usd: number.nullable(),
    error,
  })
  .openapi('ModelTrial')

const modelRowSchema: z.ZodType<ModelRow> = z.object({
  id: text,
  context_tokens: number.nullable(),
  price: z.object({ input: number, output: number, as_of: text.nullable() }).nullable(),
  in_use: z.boolean(),
})
const localServerSchema: z.ZodType<LocalServerRow> = z.object({
  name: text,
  provider: z.enum(['ollama', 'openai']),
  base_url: text,
  models: z.array(text),
})

export const modelsSchema: z.ZodType<Omit<Extract<ModelsData, { type: 'models' }>, 'type'> & { readonly model: string | null }> = z
  .object({
    provider: text,
    model: text.nullable(),
    rows: z.array(modelRowSchema),
    servers: z.array(localServerSchema),
    problem: text,
    why: z.array(text),
  })
  .openapi('Models')

/** `undefined` does not travel: `address_asked` says that the person gives the address. */
export type SetupPlaceRow = Omit<SetupPlace, 'baseUrl'> & { readonly base_url: string | null; readonly address_asked: boolean }

export const setupPlacesSchema: z.ZodType<{ readonly present: string; readonly places: readonly SetupPlaceRow[] }> = z
  .object({
    present: text,
    places: z.array(
      z.object({
        provider: text,
        base_url: text.nullable(),
        address_asked: z.boolean(),
        label: text,
        note: text,
        address: text,
        key: z.object({ name: text, present: text, page: text }).nullable(),
      }),
    ),
  })
  .openapi('SetupPlaces')

export const setupListSchema: z.ZodType<Extract<SetupData, { type: 'refused' | 'listed' }>> = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('refused'), field: z.enum(['address', 'key', 'model']), problem: text }),
    z.object({ type: z.literal('listed'), models: z.array(text), detail: text, offered: text }),
  ])
  .openapi('SetupModels')

/** `base_url` absent: as it is; null: the provider's own servers. `key` absent: the one that is there. */
export const setupWishSchema = z.strictObject({
  provider: text,
  model: text.max(200),
  base_url: text.max(2000).nullable().optional(),
  key: text.max(8192).optional(),
})

export function toWish({ provider, model, base_url, key }: z.output<typeof setupWishSchema>): SetupWish {
  return { provider, model, baseUrl: base_url, newKey: key }
}
