import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'

/** What a schema of `output_config.format` may hold; lists of the provider's documentation, as of 2026-11. */
const KEPT = new Set([
  'type',
  'enum',
  'const',
  'anyOf',
  'allOf',
  '$ref',
  '$defs',
  'definitions',
  'default',
  'required',
  'title',
  'description',
])
const FORMATS = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'])
const MAX_OPTIONAL = 24
const MAX_UNIONS = 16

/**
 * A JSON Schema in the part of the language that constrains an answer; other rules (lengths, ranges, patterns) go into the description. undefined: it cannot be
 * said there, since it has open objects, values of any kind or too many choices.
 */
export function toOutputSchema(schema: JsonObject): JsonObject | undefined {
  const count = { optional: 0, unions: 0 }
  const adapted = adapt(schema, count)
  return count.optional > MAX_OPTIONAL || count.unions > MAX_UNIONS ? undefined : adapted
}

interface Count {
  optional: number
  unions: number
}

function adapt(schema: Json | undefined, count: Count): JsonObject | undefined {
  if (!isJsonObject(schema) || !isSayable(schema)) return undefined
  countIn(schema, count)
  const inner = adaptInner(schema, count)
  if (Object.values(inner).includes(null)) return undefined
  const said: JsonObject = {}
  const unsaid: string[] = []
  for (const [key, value] of Object.entries(schema)) {
    if (key in inner || key === '$schema' || key === 'oneOf') continue
    if (isKept(key, value)) said[key] = value
    else if (key !== 'additionalProperties') unsaid.push(`${key}: ${JSON.stringify(value)}`)
  }
  const description = [schema['description'], ...unsaid].filter((part) => part !== undefined).join('\n')
  return { ...said, ...inner, ...(description !== '' && { description }) }
}

function isSayable(schema: JsonObject): boolean {
  if (schema['type'] === 'object') return isJsonObject(schema['properties']) && schema['additionalProperties'] === false
  return ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref'].some((key) => schema[key] !== undefined)
}

function countIn(schema: JsonObject, count: Count): void {
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  if (isJsonObject(schema['properties']))
    count.optional += Object.keys(schema['properties']).filter((name) => !required.includes(name)).length
  if (Array.isArray(schema['type']) || schema['anyOf'] !== undefined || schema['oneOf'] !== undefined) count.unions += 1
}

// A member that cannot be said is null here.
function adaptInner(schema: JsonObject, count: Count): JsonObject {
  const inner: JsonObject = {}
  const one = (value: Json): Json => adapt(value, count) ?? null
  const listed = (key: string, list: Json | undefined): void => {
    if (!Array.isArray(list)) return
    const adapted = list.map(one)
    inner[key] = adapted.includes(null) ? null : adapted
  }
  const named = (key: string): void => {
    const members = schema[key]
    if (!isJsonObject(members)) return
    const adapted = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, one(value)]))
    inner[key] = Object.values(adapted).includes(null) ? null : adapted
  }
  listed('anyOf', schema['anyOf'] ?? schema['oneOf'])
  listed('allOf', schema['allOf'])
  for (const key of ['properties', '$defs', 'definitions']) named(key)
  if (schema['items'] !== undefined) inner['items'] = one(schema['items'])
  else if (schema['type'] === 'array') inner['items'] = null
  if (schema['type'] === 'object') inner['additionalProperties'] = false
  return inner
}

function isKept(key: string, value: Json): boolean {
  if (key === 'format') return typeof value === 'string' && FORMATS.has(value)
  if (key === 'minItems') return value === 0 || value === 1
  return KEPT.has(key)
}
