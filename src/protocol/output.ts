import * as z from 'zod/mini'
import { isJsonObject, type Json, type JsonObject, own } from '../kernel/json.ts'
import { jsonInText } from '../kernel/json-in-text.ts'

export const FIELD_TYPES = ['text', 'number', 'integer', 'boolean', 'texts', 'numbers'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** What the result of a subtask is, when others work with its values: one object, or a list of objects, of these fields. */
export const outputSchema = z.object({
  kind: z.enum(['object', 'list']),
  fields: z
    .array(z.object({ name: z.string().check(z.regex(/^[a-z][A-Za-z0-9_]{0,39}$/)), type: z.enum(FIELD_TYPES), description: z.string() }))
    .check(z.minLength(1), z.maxLength(20)),
})
export type Output = z.infer<typeof outputSchema>

export type ReadOutput = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: string }

/** The value that an agent's answer holds, or what keeps it from fitting in words that a model can act on. What nobody asked for is left out. */
export function readOutput(result: Json, { kind, fields }: Output): ReadOutput {
  const value = typeof result === 'string' ? jsonInText(result, isStructure) : result
  if (kind === 'object') return isJsonObject(value) ? readObject(value, fields, 'the object') : wrong('it is not one JSON object')
  const items = isJsonObject(value) ? own(value, 'items') : value
  if (!Array.isArray(items)) return wrong('it is not one JSON object with the list `items`')
  const read = items.map((item, index) =>
    isJsonObject(item) ? readObject(item, fields, `item ${index}`) : wrong(`item ${index} is not an object`),
  )
  const bad = read.find((one) => !one.ok)
  return bad ?? { ok: true, value: read.flatMap((one) => (one.ok ? [one.value] : [])) }
}

/** The same as JSON Schema, in the strict form: every member required and nothing else allowed. A list stands under `items`. */
export function outputJsonSchema({ kind, fields }: Output): JsonObject {
  const object = closed(Object.fromEntries(fields.map(({ name, type, description }) => [name, { ...TYPES[type].schema, description }])))
  return kind === 'object' ? object : closed({ items: { type: 'array', items: object } })
}

function closed(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

function isStructure(value: Json): value is JsonObject | Json[] {
  return isJsonObject(value) || Array.isArray(value)
}

function readObject(value: JsonObject, fields: Output['fields'], where: string): ReadOutput {
  const bad = fields.find(({ name, type }) => !TYPES[type].fits(own(value, name)))
  if (bad !== undefined)
    return wrong(`\`${bad.name}\` of ${where} is ${own(value, bad.name) === undefined ? 'missing' : 'not'} (${bad.type})`)
  return { ok: true, value: Object.fromEntries(fields.map(({ name }) => [name, own(value, name) ?? null])) }
}

function wrong(problem: string): ReadOutput {
  return { ok: false, problem }
}

type FieldCheck = { readonly schema: JsonObject; fits(value: Json | undefined): boolean }

const listOf = ({ schema, fits }: FieldCheck): FieldCheck => ({
  schema: { type: 'array', items: schema },
  fits: (value) => Array.isArray(value) && value.every((item) => fits(item)),
})
const text: FieldCheck = { schema: { type: 'string' }, fits: (value) => typeof value === 'string' }
const number: FieldCheck = { schema: { type: 'number' }, fits: (value) => typeof value === 'number' }

const TYPES: Readonly<Record<FieldType, FieldCheck>> = {
  text,
  number,
  integer: { schema: { type: 'integer' }, fits: Number.isInteger },
  boolean: { schema: { type: 'boolean' }, fits: (value) => typeof value === 'boolean' },
  texts: listOf(text),
  numbers: listOf(number),
}
