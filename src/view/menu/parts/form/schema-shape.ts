import { isJsonObject, type Json, type JsonObject } from '../../../../kernel/json.ts'

/** What a JSON Schema lets be written, as far as a field can say it. `loose`: a text, or JSON where it begins as an array or an object. */
export type SchemaShape = 'text' | 'enum' | 'number' | 'boolean' | 'several' | 'loose' | 'json'

export function schemaShape(schema: JsonObject): SchemaShape {
  if (texts(schema['enum']) !== undefined) return 'enum'
  switch (schema['type']) {
    case 'string':
      return 'text'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'array':
      return isJsonObject(schema['items']) && texts(schema['items']['enum']) !== undefined ? 'several' : 'json'
    default:
      return alternatives(schema).some((one) => one['type'] === 'string') ? 'loose' : 'json'
  }
}

/** The properties of a schema, in its order. */
export function schemaProperties(schema: JsonObject): readonly (readonly [string, JsonObject])[] {
  const properties = schema['properties']
  if (!isJsonObject(properties)) return []
  return Object.entries(properties).map(([name, property]) => [name, isJsonObject(property) ? property : {}] as const)
}

/** A list of texts; undefined when it is anything else. */
export function texts(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined
}

function alternatives(schema: JsonObject): JsonObject[] {
  return [schema['anyOf'], schema['oneOf']].flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject) : []))
}
