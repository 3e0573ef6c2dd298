import type { Json, JsonObject } from '../../../src/kernel/json.ts'
import type { Dialect } from '../scripted/dialect.ts'
import { type Filled, splitText } from '../scripted/fill-completion.ts'
import type { ChatRequest, Failure } from '../scripted/script.ts'
import { readChatRequest } from './openai-request.ts'

/** Chat completions, as OpenAI and compatible servers speak them. */
export const openai: Dialect = {
  basePath: '/v1',
  streamType: 'text/event-stream; charset=utf-8',
  hasKey: ({ headers }, key) => headers['authorization'] === `Bearer ${key}`,
  wrongKey: { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' },
  aside: ({ method, path }, models) => (method === 'GET' && path === '/v1/models' ? modelList(models) : undefined),
  readChat: ({ method, path, body }) => (method === 'POST' && path === '/v1/chat/completions' ? readChatRequest(body) : undefined),
  whole,
  stream: (filled, request, n, piece) => [...chunkBodies(filled, request, n, piece).map((chunk) => event(chunk)), 'data: [DONE]\n\n'],
  errorPiece: (failure) => event(errorBody(failure)),
  errorBody,
}

function errorBody({ status, message, code }: Failure): JsonObject {
  return { error: { message: message ?? `scripted error ${status}`, type: 'scripted_error', param: null, code: code ?? null } }
}

function modelList(models: readonly string[]): JsonObject {
  return { object: 'list', data: models.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'scripted' })) }
}

function whole(filled: Filled, request: ChatRequest, n: number): JsonObject {
  const message: JsonObject = { role: 'assistant', content: filled.text === '' ? null : filled.text, refusal: filled.refusal ?? null }
  if (filled.calls.length > 0) message['tool_calls'] = filled.calls.map((call) => wireCall(call))
  const choice = { index: 0, message, logprobs: null, finish_reason: filled.finish_reason }
  return { ...envelope(request, n, 'chat.completion'), choices: [choice], ...(filled.usage && { usage: usageBody(filled.usage) }) }
}

// Role, pieces, finish reason, usage.
function chunkBodies(filled: Filled, request: ChatRequest, n: number, piece: number): JsonObject[] {
  const base = envelope(request, n, 'chat.completion.chunk')
  const delta = (value: JsonObject, finish: Json = null): JsonObject => ({
    ...base,
    choices: [{ index: 0, delta: value, logprobs: null, finish_reason: finish }],
  })
  const chunks = [delta({ role: 'assistant', content: '', refusal: null })]
  for (const part of splitText(filled.text, piece)) chunks.push(delta({ content: part }))
  for (const part of splitText(filled.refusal ?? '', piece)) chunks.push(delta({ refusal: part }))
  for (const [index, call] of filled.calls.entries()) {
    chunks.push(delta({ tool_calls: [{ index, ...wireCall({ ...call, arguments: '' }) }] }))
    for (const part of splitText(call.arguments, piece)) chunks.push(delta({ tool_calls: [{ index, function: { arguments: part } }] }))
  }
  chunks.push(delta({}, filled.finish_reason))
  if (filled.usage) chunks.push({ ...base, choices: [], usage: usageBody(filled.usage) })
  return chunks
}

function usageBody({ prompt, cached, completion }: NonNullable<Filled['usage']>): JsonObject {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  }
}

function envelope(request: ChatRequest, n: number, object: string): JsonObject {
  return { id: `chatcmpl-${n}`, object, created: 1_700_000_000, model: request.model, system_fingerprint: 'fp_scripted' }
}

function wireCall(call: Filled['calls'][number]): JsonObject {
  return { id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } }
}

function event(data: JsonObject): string {
  return `data: ${JSON.stringify(data)}\n\n`
}
