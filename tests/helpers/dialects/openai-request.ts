import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/json.ts'
import type { ReadRequest } from '../scripted/dialect.ts'
import type { ChatRequest } from '../scripted/script.ts'

/** Reads the body as the provider does, and refuses what the provider refuses: a conversation that is wrong here is wrong there. */
export function readChatRequest(body: JsonObject): ReadRequest {
  const messages = list(body['messages']).map(readMessage)
  const request: ChatRequest = {
    model: String(body['model'] ?? ''),
    stream: body['stream'] === true,
    messages,
    tools: list(body['tools']).map((tool) => String(child(tool, 'function')['name'])),
    schema: schemaName(body),
    body,
  }
  const problem = problemOf(request)
  return problem === undefined ? { ok: true, request } : { ok: false, message: problem }
}

function readMessage(message: Json): ChatRequest['messages'][number] {
  const value = isJsonObject(message) ? message : {}
  return {
    role: String(value['role'] ?? ''),
    content: readContent(value['content']),
    tool_calls: list(value['tool_calls']).map((call) => ({
      id: String(isJsonObject(call) ? call['id'] : ''),
      name: String(child(call, 'function')['name']),
      arguments: String(child(call, 'function')['arguments']),
    })),
    tool_call_id: typeof value['tool_call_id'] === 'string' ? value['tool_call_id'] : undefined,
  }
}

function readContent(content: Json | undefined): string {
  if (typeof content === 'string') return content
  return list(content)
    .map((part) => (isJsonObject(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .join('')
}

function problemOf(request: ChatRequest): string | undefined {
  if (request.model === '') return 'you must provide a model parameter'
  if (request.messages.length === 0) return "Invalid 'messages': empty array. Expected an array with minimum length 1."
  if (!request.stream && request.body['stream_options'] !== undefined)
    return "The 'stream_options' parameter is only allowed when 'stream' is enabled."
  const badName = request.tools.find((name) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name))
  if (badName !== undefined) return `Invalid 'tools[].function.name': '${badName}' does not match '^[a-zA-Z0-9_-]+$'.`
  if (new Set(request.tools).size !== request.tools.length) return 'Tool names must be unique.'
  return conversationProblem(request) ?? strictSchemaProblem(request.body)
}

// Each tool call must be answered by a tool message right after it, and a tool message must answer a call.
function conversationProblem(request: ChatRequest): string | undefined {
  let open = new Set<string>()
  for (const message of request.messages) {
    if (!['system', 'developer', 'user', 'assistant', 'tool'].includes(message.role)) return `Invalid value: '${message.role}'.`
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id ?? ''))
        return "messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
      continue
    }
    if (open.size > 0) return `An assistant message with 'tool_calls' must be followed by tool messages. Missing: ${[...open].join(', ')}`
    open = new Set(message.tool_calls.map((call) => call.id))
    if (open.size !== message.tool_calls.length) return 'Duplicate tool call ids.'
    if (message.tool_calls.some((call) => !isJson(call.arguments))) return "Invalid 'tool_calls[].function.arguments': not JSON."
  }
  return open.size > 0 ? `tool_call_ids did not have response messages: ${[...open].join(', ')}` : undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function schemaName(body: JsonObject): string | undefined {
  const format = child(body, 'response_format')
  return format['type'] === 'json_schema' ? String(child(format, 'json_schema')['name']) : undefined
}

function strictSchemaProblem(body: JsonObject): string | undefined {
  const wrapper = child(child(body, 'response_format'), 'json_schema')
  return wrapper['strict'] === true ? looseObject(child(wrapper, 'schema'), '()') : undefined
}

function looseObject(schema: JsonObject, path: string): string | undefined {
  const properties = child(schema, 'properties')
  if (schema['type'] === 'object') {
    if (schema['additionalProperties'] !== false)
      return `Invalid schema: In context=${path}, 'additionalProperties' is required to be supplied and to be false.`
    const missing = Object.keys(properties).find((key) => !list(schema['required']).includes(key))
    if (missing !== undefined) return `Invalid schema: In context=${path}, 'required' is missing '${missing}'.`
  }
  for (const [key, value] of Object.entries({ ...properties, items: schema['items'] })) {
    const problem = isJsonObject(value) ? looseObject(value, `${path}.${key}`) : undefined
    if (problem !== undefined) return problem
  }
  return undefined
}

function child(value: Json | undefined, key: string): JsonObject {
  const found = isJsonObject(value) ? value[key] : undefined
  return isJsonObject(found) ? found : {}
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
