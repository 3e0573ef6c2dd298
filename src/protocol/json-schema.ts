import { isJsonObject, type Json, type JsonObject, own } from '../kernel/json.ts'

/** What a schema from outside may say. No patterns and formats (they are regular expressions) and no references (they may never end). */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    '$schema title description default examples type enum const anyOf allOf oneOf not properties required additionalProperties minProperties maxProperties ' +
    'items prefixItems minItems maxItems contains minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'
  ).split(' '),
)
const TYPES: readonly Json[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']

const COUNTS =
  'minProperties maxProperties minItems maxItems minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'

interface Shape {
  readonly is: string
  fits(value: Json): boolean
}

const list: Shape = { is: 'a list', fits: Array.isArray }
const count: Shape = { is: 'a number', fits: (value) => typeof value === 'number' }
const names: Shape = { is: 'a list of names', fits: (value) => Array.isArray(value) && value.every((name) => typeof name === 'string') }

// What is of another shape would never be met, whatever the result.
const SHAPES: Readonly<Record<string, Shape>> = {
  type: { is: `one or a list of ${TYPES.join(', ')}`, fits: (value) => [value].flat().every((name) => TYPES.includes(name)) },
  properties: { is: 'an object', fits: isJsonObject },
  required: names,
  ...Object.fromEntries(['enum', 'anyOf', 'allOf', 'oneOf', 'prefixItems'].map((key) => [key, list])),
  ...Object.fromEntries(COUNTS.split(' ').map((key) => [key, count])),
}
const LISTS = ['anyOf', 'allOf', 'oneOf', 'prefixItems'] as const
const SINGLE = ['not', 'additionalProperties', 'items', 'contains'] as const
const MAX_CHARACTERS = 8_000
const MAX_DEPTH = 12

/** Why this JSON Schema is not taken; undefined when it is. */
export function schemaProblem(schema: JsonObject): string | undefined {
  if (JSON.stringify(schema).length > MAX_CHARACTERS) return `it is longer than ${MAX_CHARACTERS} characters`
  return problemAt(schema, 1)
}

function problemAt(schema: Json | undefined, depth: number): string | undefined {
  if (schema === undefined || typeof schema === 'boolean') return undefined
  if (!isJsonObject(schema)) return 'each schema is an object, true or false'
  if (depth > MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH}`
  const unknown = Object.keys(schema).find((key) => !KEYWORDS.has(key))
  if (unknown !== undefined) return `'${unknown.slice(0, 40)}' is not supported. There are: ${[...KEYWORDS].slice(5).join(', ')}`
  const misshapen = Object.entries(schema).find(([key, value]) => own(SHAPES, key)?.fits(value) === false)
  if (misshapen !== undefined) return `'${misshapen[0]}' must be ${own(SHAPES, misshapen[0])?.is}`
  for (const child of childrenOf(schema)) {
    const problem = problemAt(child, depth + 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

function childrenOf(schema: JsonObject): Json[] {
  const properties = schema['properties']
  const lists = LISTS.flatMap((key) => {
    const list = schema[key]
    return Array.isArray(list) ? list : []
  })
  const single = SINGLE.flatMap((key) => schema[key] ?? [])
  return [...(isJsonObject(properties) ? Object.values(properties) : []), ...lists, ...single]
}
