import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'

// What a schema of `output_config.format` may hold, as the provider documents it (2026-11).
const KEPT = new Set(['type', 'enum', 'const', 'default', 'required', 'additionalProperties', 'title', 'description'])
const FORMATS = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'])
const LISTS = ['anyOf', 'oneOf', 'allOf']
const MAX_OPTIONAL = 24
const MAX_UNIONS = 16

/**
 * A JSON Schema in the part of the language that constrains an answer; other rules (lengths, ranges, patterns) go into the description. undefined: it cannot be
 * said there, since it has open objects, values of any kind, references or too many choices.
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
  const said: JsonObject = {}
  const unsaid: string[] = []
  for (const [key, value] of Object.entries(schema)) {
    if (isNested(key)) {
      const part = adaptNested(key, value, count)
      if (part === undefined) return undefined
      said[key === 'oneOf' ? 'anyOf' : key] = part
    } else if (isKept(key, value)) said[key] = value
    else if (key !== '$schema') unsaid.push(`${key}: ${JSON.stringify(value)}`)
  }
  if (unsaid.length > 0) said['description'] = [said['description'], ...unsaid].filter((part) => part !== undefined).join('\n')
  return said
}

function isSayable(schema: JsonObject): boolean {
  const types = [schema['type']].flat()
  if (schema['$ref'] !== undefined) return false
  if (types.includes('object')) return isJsonObject(schema['properties']) && schema['additionalProperties'] === false
  if (types.includes('array')) return schema['items'] !== undefined
  return ['type', 'enum', 'const', ...LISTS].some((key) => schema[key] !== undefined)
}

function countIn({ properties, required, type, anyOf, oneOf }: JsonObject, count: Count): void {
  const needed = Array.isArray(required) ? required : []
  if (isJsonObject(properties)) count.optional += Object.keys(properties).filter((name) => !needed.includes(name)).length
  if (Array.isArray(type) || anyOf !== undefined || oneOf !== undefined) count.unions += 1
}

function isNested(key: string): boolean {
  return key === 'properties' || key === 'items' || LISTS.includes(key)
}

function adaptNested(key: string, value: Json, count: Count): Json | undefined {
  if (key === 'items') return adapt(value, count)
  const entries = Object.entries(isJsonObject(value) || Array.isArray(value) ? value : {})
  const adapted = entries.flatMap(([name, member]) => {
    const part = adapt(member, count)
    return part === undefined ? [] : [[name, part] as const]
  })
  if (adapted.length < entries.length) return undefined
  return key === 'properties' ? Object.fromEntries(adapted) : adapted.map(([, part]) => part)
}

function isKept(key: string, value: Json): boolean {
  if (key === 'format') return typeof value === 'string' && FORMATS.has(value)
  if (key === 'minItems') return value === 0 || value === 1
  return KEPT.has(key)
}
