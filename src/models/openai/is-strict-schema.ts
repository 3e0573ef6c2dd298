import { isJsonObject, type Json } from '../../kernel/json.ts'

/** Whether a JSON Schema keeps the rules of `strict` structured output: every object closed, every property required. */
export function isStrictSchema(schema: Json | undefined): boolean {
  if (Array.isArray(schema)) return schema.every(isStrictSchema)
  if (!isJsonObject(schema)) return true
  if (schema['type'] === 'object' && !isClosed(schema['properties'], schema['required'], schema['additionalProperties'])) return false
  return Object.values(schema).every(isStrictSchema)
}

function isClosed(properties: Json | undefined, required: Json | undefined, additional: Json | undefined): boolean {
  if (additional !== false || !isJsonObject(properties)) return false
  return Object.keys(properties).every((key) => Array.isArray(required) && required.includes(key))
}
