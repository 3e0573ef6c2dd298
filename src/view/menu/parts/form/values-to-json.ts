import { isJsonObject, type Json, type JsonObject, own, tryParseJson } from '../../../../kernel/json.ts'
import type { FieldValue, FormValues } from './field.ts'
import { NOT_GIVEN, RAW } from './form-from-schema.ts'
import { type SchemaShape, schemaProperties, schemaShape } from './schema-shape.ts'

/** The object that was filled in. What was left empty, and what is as the schema has it by itself, is left out. */
export function valuesToJson(schema: JsonObject, values: FormValues): JsonObject {
  const pairs = schemaProperties(schema).flatMap(([name, property]) => {
    const value = jsonOf(schemaShape(property), own(values, name))
    const same = JSON.stringify(value) === JSON.stringify(property['default'])
    return value === undefined || same ? [] : [[name, value] as const]
  })
  const raw = parsed(own(values, RAW))
  return { ...Object.fromEntries(pairs), ...(isJsonObject(raw) ? raw : {}) }
}

function jsonOf(shape: SchemaShape, value: FieldValue | undefined): Json | undefined {
  if (value === undefined || value === null || value === NOT_GIVEN) return undefined
  if (typeof value === 'object') return value.length === 0 ? undefined : [...value]
  if (shape === 'boolean') return value === 'true'
  if (shape === 'json') return parsed(value)
  if (shape === 'loose' && /^\s*[[{]/.test(String(value))) return parsed(value) ?? value
  return value
}

function parsed(value: FieldValue | undefined): Json | undefined {
  const result = typeof value === 'string' ? tryParseJson(value) : undefined
  return result?.ok === true ? result.value : undefined
}
