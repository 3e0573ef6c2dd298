import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/json.ts'
import type { ReadRequest } from '../scripted/dialect.ts'
import type { ChatRequest } from '../scripted/script.ts'
import { geminiProblem } from './gemini-problem.ts'

/** Reads the body as the API does, and refuses what the API refuses. */
export function readGeminiRequest(body: JsonObject, asked: Pick<ChatRequest, 'model' | 'stream'>): ReadRequest {
  const problem = geminiProblem(body, asked.model)
  if (problem !== undefined) return { ok: false, message: problem }
  const system = textOf(list(child(body, 'systemInstruction')['parts']))
  const told: ChatRequest['messages'] = [
    ...(system === '' ? [] : [message('system', system)]),
    ...list(body['contents']).filter(isJsonObject).flatMap(readContent),
  ]
  const declared = list(body['tools']).flatMap((tool) => list(isJsonObject(tool) ? tool['functionDeclarations'] : undefined))
  const tools = declared.map((tool) => String(isJsonObject(tool) ? tool['name'] : ''))
  return { ok: true, request: { ...asked, messages: told, tools, schema: schemaName(body), body } }
}

type Message = ChatRequest['messages'][number]

function message(role: string, content: string, more: Partial<Message> = {}): Message {
  return { role, content, tool_calls: [], tool_call_id: undefined, ...more }
}

// The results of calls, then what was said beside them.
function readContent({ role, parts: given }: JsonObject): Message[] {
  const parts = list(given).filter(isJsonObject)
  const text = textOf(parts)
  if (role === 'model') return [message('assistant', text, { tool_calls: parts.flatMap(({ functionCall }) => readCall(functionCall)) })]
  const results = parts.flatMap(({ functionResponse }) => readResult(functionResponse))
  return results.length > 0 && text === '' ? results : [...results, message('user', text)]
}

function readCall(call: Json | undefined): Message['tool_calls'][number][] {
  if (!isJsonObject(call)) return []
  return [{ id: String(call['id'] ?? call['name']), name: String(call['name']), arguments: JSON.stringify(call['args']) }]
}

function readResult(result: Json | undefined): Message[] {
  if (!isJsonObject(result)) return []
  const said = child(result, 'response')['result']
  const content = typeof said === 'string' ? said : JSON.stringify(said)
  return [message('tool', content, { tool_call_id: String(result['id'] ?? result['name']) })]
}

// The API takes no name of a schema: its title serves.
function schemaName(body: JsonObject): string | undefined {
  const config = child(body, 'generationConfig')
  const schema = config['responseJsonSchema'] ?? config['responseSchema']
  return isJsonObject(schema) ? String(schema['title'] ?? 'schema') : undefined
}

function textOf(parts: readonly Json[]): string {
  return parts.map((part) => (isJsonObject(part) && typeof part['text'] === 'string' ? part['text'] : '')).join('')
}

function child(value: JsonObject, key: string): JsonObject {
  const found = value[key]
  return isJsonObject(found) ? found : {}
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
