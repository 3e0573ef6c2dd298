import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/json.ts'

const MAX_MARKS = 4
const UNSUPPORTED = ['minimum', 'maximum', 'minLength', 'maxLength', 'maxItems', 'pattern', 'oneOf', 'uniqueItems']

/** What is wrong with the tools, the wanted shape or the marks of the cache, in the words of the API. */
export function toolsProblem(body: JsonObject): string | undefined {
  const tools = list(body['tools'])
  const names = tools.map((tool) => String(child(tool)['name']))
  const bad = names.find((name) => !/^[a-zA-Z0-9_-]{1,128}$/.test(name))
  if (bad !== undefined) return `tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$', not '${bad}'`
  if (new Set(names).size !== names.length) return 'tools: Tool names must be unique.'
  const schemas = tools.map((tool) => child(child(tool)['input_schema']))
  if (schemas.some((schema) => schema['type'] !== 'object')) return 'tools.0.custom.input_schema.type: Field required'
  if (schemas.some((schema) => ['oneOf', 'anyOf', 'allOf'].some((key) => key in schema)))
    return 'tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level'
  const wanted = child(child(body['output_config'])['format'])['schema']
  const marks = JSON.stringify(body).split('"cache_control":').length - 1
  if (marks > MAX_MARKS) return `A maximum of ${MAX_MARKS} blocks with cache_control may be provided. Found ${marks}.`
  return wanted === undefined ? undefined : schemaProblem(child(wanted))
}

function schemaProblem(schema: JsonObject): string | undefined {
  const bad = UNSUPPORTED.find((key) => key in schema)
  if (bad !== undefined) return `output_config.format.schema: For '${schema['type']}' type, property '${bad}' is not supported`
  if (schema['type'] === 'object' && schema['additionalProperties'] !== false)
    return "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false"
  const inner = [...Object.values(child(schema['properties'])), ...list(schema['anyOf']), ...(schema['items'] ? [schema['items']] : [])]
  return inner.map((value) => schemaProblem(child(value))).find((problem) => problem !== undefined)
}

/** What is wrong with the conversation. The API itself joins turns of one role; ours come joined. */
export function turnsProblem(turns: readonly Json[]): string | undefined {
  if (turns.length === 0) return 'messages: at least one message is required'
  let role = 'assistant'
  let open: string[] = []
  const seen = new Set<string>()
  for (const [index, turn] of turns.entries()) {
    const at = `messages.${index}`
    const { role: next, content } = child(turn)
    if (next !== 'user' && next !== 'assistant') return `${at}.role: Input should be 'user' or 'assistant'`
    if (next === role) return index === 0 ? 'messages: first message must use the "user" role' : `messages: roles must alternate at ${at}`
    role = next
    const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : list(content).map(child)
    const problem = contentProblem(blocks, at) ?? pairProblem(blocks, { open, at })
    if (problem !== undefined) return problem
    open = blocks.flatMap(({ type, id }) => (type === 'tool_use' ? [String(id)] : []))
    if (open.some((id) => seen.size === seen.add(id).size)) return `${at}.content: \`tool_use\` ids must be unique`
  }
  if (open.length > 0) return `messages: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}`
  return role === 'assistant'
    ? 'This model does not support assistant message prefill. The conversation must end with a user message.'
    : undefined
}

function contentProblem(blocks: readonly JsonObject[], at: string): string | undefined {
  if (blocks.length === 0) return `${at}: all messages must have non-empty content`
  const texts = blocks.flatMap(({ type, text }) => (type === 'text' ? [String(text)] : []))
  if (texts.includes('')) return `${at}.content.0.text: text content blocks must be non-empty`
  if (texts.some((text) => text.trim() === '')) return `${at}: text content blocks must contain non-whitespace text`
  const ids = blocks.flatMap(({ id, tool_use_id }) => [id, tool_use_id].filter((value) => value !== undefined))
  if (ids.some((id) => !/^[a-zA-Z0-9_-]+$/.test(String(id))))
    return `${at}.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`
  return blocks.some(({ type, input }) => type === 'tool_use' && !isJsonObject(input))
    ? `${at}: input: Input should be a valid dictionary`
    : undefined
}

// Each call is answered at the start of the next turn, and nothing else is.
function pairProblem(blocks: readonly JsonObject[], { open, at }: { open: readonly string[]; at: string }): string | undefined {
  const results = blocks.flatMap(({ type, tool_use_id }) => (type === 'tool_result' ? [String(tool_use_id)] : []))
  const unasked = results.find((id) => !open.includes(id))
  if (unasked !== undefined) return `${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${unasked}`
  const missing = open.filter((id) => !results.includes(id))
  if (missing.length > 0)
    return `${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}`
  const first = blocks.slice(0, results.length)
  return first.some(({ type }) => type !== 'tool_result') ? `${at}: \`tool_result\` blocks must come before other content` : undefined
}

function child(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
