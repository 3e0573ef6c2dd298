import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'

/** What the API takes of JSON Schema as it is (https://ai.google.dev/api/generate-content, responseJsonSchema). */
const PLAIN = ['type', 'format', 'title', 'description', 'minItems', 'maxItems', 'minimum', 'maximum', 'required'] as const
const OF_LIST = ['prefixItems', 'anyOf', 'oneOf'] as const
const MAX_DEPTH = 24
// References may double at every step: a short schema can stand for one without end.
const MAX_PARTS = 5000

/** A JSON Schema in the words that the API knows; what it cannot say is left out, and left to the check of the answer. */
export function toGeminiSchema(schema: JsonObject): JsonObject {
  return reduce(schema, { root: schema, within: [], seen: { parts: 0 } })
}

interface Place {
  readonly root: JsonObject
  /** The schemas that this one stands in: a schema that holds itself ends there, with anything. */
  readonly within: readonly Json[]
  readonly seen: { parts: number }
}

function reduce(schema: Json | undefined, { root, within, seen }: Place): JsonObject {
  seen.parts += 1
  if (!isJsonObject(schema) || within.includes(schema) || within.length > MAX_DEPTH || seen.parts > MAX_PARTS) return {}
  const place = { root, within: [...within, schema], seen }
  if (typeof schema['$ref'] === 'string') return { ...reduce(resolve(schema['$ref'], root), place), ...described(schema) }
  const merged = (Array.isArray(schema['allOf']) ? schema['allOf'] : []).map((part) => reduce(part, place))
  return [...merged, own(schema, place)].reduce(merge)
}

function own(schema: JsonObject, place: Place): JsonObject {
  const reduced: JsonObject = {}
  for (const key of PLAIN) if (schema[key] !== undefined) reduced[key] = schema[key]
  if (schema['items'] !== undefined) reduced['items'] = reduce(schema['items'], place)
  for (const key of OF_LIST) {
    const list = schema[key]
    if (Array.isArray(list)) reduced[key] = list.map((item) => reduce(item, place))
  }
  if (isJsonObject(schema['properties'])) reduced['properties'] = ofEach(schema['properties'], place)
  const rest = schema['additionalProperties']
  if (rest !== undefined) reduced['additionalProperties'] = isJsonObject(rest) ? reduce(rest, place) : rest
  return { ...reduced, ...choices(schema) }
}

function ofEach(properties: JsonObject, place: Place): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, reduce(value, place)]))
}

// `const` is unknown to the API, and so are choices that are no text or number, or an empty text.
function choices(schema: JsonObject): JsonObject {
  const all = schema['const'] === undefined ? schema['enum'] : [schema['const']]
  const told = (Array.isArray(all) ? all : []).filter((value) => typeof value === 'number' || (typeof value === 'string' && value !== ''))
  if (told.length === 0) return {}
  return { ...(schema['type'] === undefined && { type: typeof told[0] }), enum: told }
}

function described({ description }: JsonObject): JsonObject {
  return description === undefined ? {} : { description }
}

function merge(all: JsonObject, part: JsonObject): JsonObject {
  const merged = { ...all, ...part }
  if (isJsonObject(all['properties']) && isJsonObject(part['properties']))
    merged['properties'] = { ...all['properties'], ...part['properties'] }
  if (Array.isArray(all['required']) && Array.isArray(part['required']))
    merged['required'] = [...new Set([...all['required'], ...part['required']])]
  return merged
}

function resolve(reference: string, root: JsonObject): Json | undefined {
  const steps = reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((step) => step !== '')
  return steps.reduce<Json | undefined>((value, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }, root)
}
