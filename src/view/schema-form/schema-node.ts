import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'
import { schemaProperties, texts } from '../menu/parts/form/schema-shape.ts'

/** What a JSON Schema (2020-12) lets be filled in, as far as fields can say it; the rest is JSON as it is written. */
export type SchemaNode = SchemaFacts & SchemaKind

export interface SchemaFacts {
  readonly title: string
  readonly description: string
  /** Undefined: none is given. */
  readonly initial: Json | undefined
}

export type SchemaKind =
  | { readonly kind: 'object'; readonly fields: readonly SchemaField[] }
  | { readonly kind: 'array'; readonly item: SchemaNode; readonly least: number; readonly most: number }
  /** One of these values. */
  | { readonly kind: 'choice'; readonly values: readonly Json[] }
  /** Any of these texts, each once. */
  | { readonly kind: 'several'; readonly values: readonly string[] }
  | { readonly kind: 'one-of'; readonly options: readonly SchemaNode[] }
  | { readonly kind: 'string'; readonly long: boolean; readonly least: number; readonly most: number; readonly pattern: string }
  | { readonly kind: 'number'; readonly whole: boolean; readonly least: number; readonly most: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'const'; readonly value: Json }
  | { readonly kind: 'json' }

export interface SchemaField {
  readonly name: string
  readonly required: boolean
  readonly node: SchemaNode
}

/** A schema may lead to itself: so deep is it followed, then JSON is written. */
const DEEP = 6
/** A text that may be longer than this wants several lines, and so does one of these names. */
const LONG = 200
const LONG_NAMES = /^(?:content|text|body|code|script|query|sql|prompt|message|patch|description)$/

export function schemaNode(schema: JsonObject): SchemaNode {
  return nodeOf(schema, schema, '', 0)
}

function nodeOf(given: Json | undefined, root: JsonObject, name: string, depth: number): SchemaNode {
  const schema = resolved(given, root)
  return {
    title: text(schema['title']),
    description: text(schema['description']),
    initial: schema['default'],
    ...kindOf(schema, root, name, depth),
  }
}

function kindOf(schema: JsonObject, root: JsonObject, name: string, depth: number): SchemaKind {
  if (depth > DEEP) return { kind: 'json' }
  if (schema['const'] !== undefined) return { kind: 'const', value: schema['const'] }
  if (Array.isArray(schema['enum'])) return { kind: 'choice', values: schema['enum'] }
  const several = [schema['oneOf'], schema['anyOf']].find(Array.isArray)
  if (several !== undefined) return oneOf(several, root, name, depth)
  switch (schema['type']) {
    case 'object':
      return object(schema, root, depth)
    case 'array':
      return array(schema, root, name, depth)
    case 'string': {
      const most = number(schema['maxLength'], Number.POSITIVE_INFINITY)
      const long = LONG_NAMES.test(name) || (Number.isFinite(most) && most > LONG)
      return { kind: 'string', long, least: number(schema['minLength'], 0), most, pattern: text(schema['pattern']) }
    }
    case 'number':
    case 'integer':
      return { kind: 'number', whole: schema['type'] === 'integer', ...bounds(schema) }
    case 'boolean':
      return { kind: 'boolean' }
    default:
      return { kind: 'json' }
  }
}

function oneOf(schemas: readonly Json[], root: JsonObject, name: string, depth: number): SchemaKind {
  const options = schemas.map((one) => nodeOf(one, root, name, depth + 1))
  const values = options.flatMap((option) => (option.kind === 'const' ? [option.value] : []))
  return values.length === options.length ? { kind: 'choice', values } : { kind: 'one-of', options }
}

function object(schema: JsonObject, root: JsonObject, depth: number): SchemaKind {
  const required = texts(schema['required']) ?? []
  const fields = schemaProperties(schema).map(([name, property]) => ({
    name,
    required: required.includes(name),
    node: nodeOf(property, root, name, depth + 1),
  }))
  return fields.length === 0 ? { kind: 'json' } : { kind: 'object', fields }
}

function array(schema: JsonObject, root: JsonObject, name: string, depth: number): SchemaKind {
  const items = resolved(schema['items'], root)
  const values = texts(items['enum'])
  if (values !== undefined) return { kind: 'several', values }
  if (Object.keys(items).length === 0) return { kind: 'json' }
  const [least, most] = [number(schema['minItems'], 0), number(schema['maxItems'], Number.POSITIVE_INFINITY)]
  return { kind: 'array', item: nodeOf(items, root, name, depth + 1), least, most }
}

/** What a `$ref` within the schema names. */
function resolved(given: Json | undefined, root: JsonObject): JsonObject {
  let schema = isJsonObject(given) ? given : {}
  for (let step = 0; step < DEEP && typeof schema['$ref'] === 'string'; step += 1) {
    const { $ref, ...beside } = schema
    let found: Json | undefined = root
    for (const part of text($ref).replace(/^#\/?/, '').split('/').filter(Boolean))
      found = isJsonObject(found) ? found[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
    schema = { ...(isJsonObject(found) ? found : {}), ...beside }
  }
  return schema
}

function bounds(schema: JsonObject): { readonly least: number; readonly most: number } {
  return { least: number(schema['minimum'], Number.NEGATIVE_INFINITY), most: number(schema['maximum'], Number.POSITIVE_INFINITY) }
}

function number(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
