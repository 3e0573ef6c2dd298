import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'

const COMPOSITIONS = ['oneOf', 'anyOf', 'allOf'] as const

/**
 * The parameters of a tool as this API takes them: an object at the top, and no alternatives there (LangChain would leave such a tool out without a word).
 * Alternatives become one object with the members of all of them; what every one of them requires stays required.
 */
export function toInputSchema(schema: JsonObject): JsonObject {
  const key = COMPOSITIONS.find((name) => Array.isArray(schema[name]))
  if (key === undefined) return { ...schema, type: 'object' }
  const variants = objectsIn(schema[key]).map(toInputSchema)
  const { oneOf: _one, anyOf: _any, allOf: _all, ...rest } = schema
  const own = namesIn(rest['required'])
  const shared = key === 'allOf' ? variants.flatMap(requiredOf) : requiredByAll(variants)
  return {
    ...rest,
    type: 'object',
    properties: membersOf([...variants, rest]),
    required: [...new Set([...own, ...shared])],
  }
}

// A member that the variants describe in different ways is any of them.
function membersOf(schemas: readonly JsonObject[]): JsonObject {
  const members = new Map<string, Json[]>()
  for (const { properties } of schemas) {
    for (const [name, member] of Object.entries(isJsonObject(properties) ? properties : {})) {
      const known = members.get(name) ?? []
      const isNew = known.every((other) => JSON.stringify(other) !== JSON.stringify(member))
      members.set(name, isNew ? [...known, member] : known)
    }
  }
  return Object.fromEntries(
    [...members].map(([name, [first = {}, ...others]]) => [name, others.length === 0 ? first : { anyOf: [first, ...others] }]),
  )
}

function requiredOf(schema: JsonObject): string[] {
  return namesIn(schema['required'])
}

function requiredByAll(variants: readonly JsonObject[]): string[] {
  const [first, ...others] = variants.map(requiredOf)
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)))
}

function namesIn(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : []
}
