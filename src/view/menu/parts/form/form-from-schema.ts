import { isJsonObject, type JsonObject, tryParseJson } from '../../../../kernel/json.ts'
import type { Field, FieldBase, FieldKind, FieldOption, FormValues } from './field.ts'
import type { FormSpec } from './form-state.ts'
import { schemaProperties, schemaShape, texts } from './schema-shape.ts'

/** The name of the field for what the others cannot express; no property is called so. */
export const RAW = '\n'
/** The choice of a property that is left out. */
export const NOT_GIVEN = ''

/** A form for an object that a JSON Schema describes, like the input of a tool: valuesToJson makes the object. */
export function formFromSchema(schema: JsonObject, submit: string, first: JsonObject = {}): FormSpec {
  const required = texts(schema['required']) ?? []
  const fields = schemaProperties(schema).map(([name, property]): Field => {
    const given = first[name] === undefined ? property : { ...property, default: first[name] }
    return { ...base(name, property, required.includes(name)), ...kind(name, given, required.includes(name)) }
  })
  return { fields: [...fields, rawField(fields.length)], submit, check: checkRaw }
}

function base(name: string, property: JsonObject, required: boolean): FieldBase {
  const described = property['description']
  return {
    name,
    label: name,
    required: required && property['default'] === undefined,
    ...(typeof described === 'string' ? { help: described } : {}),
  }
}

function kind(name: string, property: JsonObject, required: boolean): FieldKind {
  const given = property['default']
  switch (schemaShape(property)) {
    case 'enum':
      return {
        kind: 'choice',
        options: options(texts(property['enum']) ?? [], required),
        ...(typeof given === 'string' ? { value: given } : {}),
      }
    case 'several': {
      const items = isJsonObject(property['items']) ? property['items'] : {}
      return { kind: 'several', options: options(texts(items['enum']) ?? [], true), value: texts(given) ?? [] }
    }
    case 'boolean':
      return { kind: 'choice', options: YES_NO, value: typeof given === 'boolean' ? String(given) : NOT_GIVEN }
    case 'number':
      return { kind: 'number', ...bounds(property), ...(typeof given === 'number' ? { value: given } : {}) }
    case 'json':
      return { kind: 'json', value: given === undefined ? '' : JSON.stringify(given, null, 2) }
    default: {
      const value = given === undefined ? '' : typeof given === 'string' ? given : JSON.stringify(given)
      return /(?:^|_)path$/.test(name) ? { kind: 'path', value } : { kind: 'line', newlines: true, value }
    }
  }
}

const YES_NO: readonly FieldOption[] = [
  { value: NOT_GIVEN, label: 'not given' },
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
]

function options(values: readonly string[], required: boolean): FieldOption[] {
  const listed = values.map((value) => ({ value }))
  return required ? listed : [{ value: NOT_GIVEN, label: 'not given' }, ...listed]
}

function bounds({ minimum, maximum, type }: JsonObject) {
  return {
    whole: type === 'integer',
    ...(typeof minimum === 'number' ? { min: minimum } : {}),
    ...(typeof maximum === 'number' ? { max: maximum } : {}),
  }
}

function rawField(others: number): Field {
  const help =
    others === 0 ? 'An object.' : 'An object whose members are added to those above, or stand in their place: an empty text, say.'
  return { name: RAW, label: others === 0 ? 'input (JSON)' : 'more (JSON)', kind: 'json', help }
}

function checkRaw(values: FormValues): Record<string, string> {
  const raw = values[RAW]
  if (typeof raw !== 'string' || raw.trim() === '') return {}
  const parsed = tryParseJson(raw)
  return parsed.ok && !isJsonObject(parsed.value) ? { [RAW]: 'is not an object' } : {}
}
