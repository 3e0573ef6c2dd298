import { isJsonObject, type Json } from '../../../src/kernel/json.ts'

// The list of https://ai.google.dev/api/generate-content for responseJsonSchema, which holds for parametersJsonSchema as well.
const KEYWORDS = [
  ...['$id', '$defs', '$ref', '$anchor', 'type', 'format', 'title', 'description', 'enum', 'items', 'prefixItems', 'minItems', 'maxItems'],
  ...['minimum', 'maximum', 'anyOf', 'oneOf', 'properties', 'additionalProperties', 'required', 'propertyOrdering'],
]

/** The first keyword of a schema that the API does not name among those it takes. */
export function geminiSchemaProblem(schema: Json | undefined, where: string): string | undefined {
  if (!isJsonObject(schema)) return undefined
  const unknown = Object.keys(schema).find((key) => !KEYWORDS.includes(key))
  if (unknown !== undefined) return `Invalid JSON schema at ${where}: unknown keyword '${unknown}'.`
  if (Array.isArray(schema['enum']) && schema['enum'].includes('')) return `${where}.enum: cannot be empty.`
  const properties = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : []
  const parts = [
    schema['items'],
    schema['additionalProperties'],
    ...list(schema['anyOf']),
    ...list(schema['oneOf']),
    ...list(schema['prefixItems']),
  ]
  for (const [name, part] of [...properties, ...parts.map((part): [string, Json | undefined] => ['', part])]) {
    const problem = geminiSchemaProblem(part, name === '' ? where : `${where}.${name}`)
    if (problem !== undefined) return problem
  }
  return undefined
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
