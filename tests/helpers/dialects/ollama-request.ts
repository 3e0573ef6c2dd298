import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/json.ts'
import type { ReadRequest } from '../scripted/dialect.ts'
import type { ChatRequest } from '../scripted/script.ts'
import type { OllamaServer } from './ollama-server.ts'

/** Reads the body as Ollama does, and refuses what it refuses. */
export function readOllamaChat(body: JsonObject, { capabilities }: OllamaServer): ReadRequest {
  const request: ChatRequest = {
    model: String(body['model']),
    stream: body['stream'] !== false,
    messages: numbered(objects(body['messages'])),
    tools: objects(body['tools']).map((tool) => String(child(tool, 'function')['name'])),
    schema: isJsonObject(body['format']) ? String(body['format']['title'] ?? 'schema') : undefined,
    body,
  }
  if (request.model === '') return { ok: false, message: 'model is required' }
  if (request.tools.length > 0 && !capabilities.includes('tools')) {
    return { ok: false, message: `registry.ollama.ai/library/${request.model} does not support tools` }
  }
  const problem = problemOf(objects(body['messages']))
  return problem === undefined ? { ok: true, request } : { ok: false, message: problem }
}

// Go reads what fits its types and refuses the rest; the names of the results are our own rule, since templates print them.
function problemOf(messages: readonly JsonObject[]): string | undefined {
  let open: string[] = []
  for (const message of messages) {
    if (typeof message['content'] !== 'string')
      return 'json: cannot unmarshal into Go struct field ChatRequest.messages.content of type string'
    if (message['role'] === 'tool') {
      const at = open.indexOf(String(message['tool_name']))
      if (at === -1) return `a tool result of '${String(message['tool_name'])}' answers no call`
      open = open.filter((_, index) => index !== at)
      continue
    }
    const calls = objects(message['tool_calls']).map((call) => child(call, 'function'))
    if (calls.some((call) => !isJsonObject(call['arguments']))) return 'json: cannot unmarshal string into Go struct field arguments'
    open = calls.map((call) => String(call['name']))
  }
  return undefined
}

// Calls carry ids since late versions only: here each result belongs to the next call of its name.
function numbered(messages: readonly JsonObject[]): ChatRequest['messages'] {
  return messages.map((message) => ({
    role: String(message['role']),
    content: String(message['content']),
    tool_calls: objects(message['tool_calls']).map((call) => ({
      id: String(call['id'] ?? ''),
      name: String(child(call, 'function')['name']),
      arguments: JSON.stringify(child(call, 'function')['arguments']),
    })),
    tool_call_id: typeof message['tool_call_id'] === 'string' ? message['tool_call_id'] : undefined,
  }))
}

function child(value: JsonObject, key: string): JsonObject {
  const found = value[key]
  return isJsonObject(found) ? found : {}
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
