import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/json.ts'
import type { RawRequest, ReadRequest } from '../scripted/dialect.ts'
import type { ChatRequest } from '../scripted/script.ts'
import { toolsProblem, turnsProblem } from './anthropic-rules.ts'

type Messages = ChatRequest['messages']

/** Reads the body as the API does, and refuses what the API refuses: a conversation that is wrong here is wrong there. */
export function readMessageRequest({ headers, body }: RawRequest): ReadRequest {
  const problem = headProblem(headers, body) ?? toolsProblem(body) ?? turnsProblem(list(body['messages'])) ?? pastProblem(body)
  if (problem !== undefined) return { ok: false, message: problem }
  const request = {
    model: String(body['model']),
    stream: body['stream'] === true,
    messages: [...systemOf(body['system']), ...list(body['messages']).flatMap(readTurn)],
    tools: list(body['tools']).map((tool) => String(child(tool)['name'])),
    schema: schemaName(body),
    body,
  }
  return { ok: true, request }
}

function headProblem(headers: RawRequest['headers'], body: JsonObject): string | undefined {
  if (headers['anthropic-version'] === undefined) return 'anthropic-version: header is required'
  if (headers['x-api-key'] === undefined) return 'x-api-key header is required'
  if (!String(headers['content-type']).includes('application/json')) return 'content-type: application/json is required'
  if (typeof body['model'] !== 'string' || body['model'] === '') return 'model: Field required'
  const max = body['max_tokens']
  if (max === undefined) return 'max_tokens: Field required'
  if (typeof max !== 'number' || !Number.isInteger(max) || max < 1) return 'max_tokens: Input should be greater than or equal to 1'
  const temperature = body['temperature']
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= 1)) return 'temperature: range: 0..1'
  const known = ['model', 'max_tokens', 'messages', 'system', 'tools', 'tool_choice', 'stream', 'temperature', 'output_config']
  const extra = Object.keys(body).find((key) => !known.includes(key))
  return extra === undefined ? undefined : `${extra}: Extra inputs are not permitted`
}

function pastProblem(body: JsonObject): string | undefined {
  const holdsCalls = JSON.stringify(list(body['messages'])).includes('"type":"tool_use"')
  if (!holdsCalls || list(body['tools']).length > 0) return undefined
  return 'Requests which have `tool_use` or `tool_result` blocks in messages must define tools.'
}

function systemOf(system: Json | undefined): Messages {
  const content =
    typeof system === 'string'
      ? system
      : list(system)
          .map((block) => String(child(block)['text']))
          .join('')
  return system === undefined ? [] : [{ role: 'system', content, tool_calls: [], tool_call_id: undefined }]
}

// One turn of the API holds what scripts see as several messages.
function readTurn(turn: Json): Messages {
  const { role, content } = child(turn)
  if (typeof content === 'string') return [{ role: String(role), content, tool_calls: [], tool_call_id: undefined }]
  const blocks = list(content).map(child)
  const text = blocks.flatMap((block) => (block['type'] === 'text' ? [String(block['text'])] : [])).join('')
  const tool_calls = blocks.flatMap(({ type, id, name, input }) =>
    type === 'tool_use' ? [{ id: String(id), name: String(name), arguments: JSON.stringify(input) }] : [],
  )
  const results = blocks.flatMap(({ type, tool_use_id, content: said }) =>
    type === 'tool_result' ? [{ role: 'tool', content: String(said ?? ''), tool_calls: [], tool_call_id: String(tool_use_id) }] : [],
  )
  return text === '' && tool_calls.length === 0
    ? results
    : [...results, { role: String(role), content: text, tool_calls, tool_call_id: undefined }]
}

// Neither way of asking for a shape has a place for its name: ours is the title of the schema, or stands in the name of the tool.
function schemaName(body: JsonObject): string | undefined {
  const { type, schema } = child(child(body['output_config'])['format'])
  if (type === 'json_schema') return String(child(schema)['title'])
  const names = list(body['tools']).map((tool) => String(child(tool)['name']))
  return names.find((name) => name.startsWith('answer_'))?.slice('answer_'.length)
}

function child(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
