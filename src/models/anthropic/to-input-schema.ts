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
    properties: Object.assign({}, ...variants.map(({ properties }) => properties ?? {}), rest['properties'] ?? {}),
    required: [...new Set([...own, ...shared])],
  }
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
