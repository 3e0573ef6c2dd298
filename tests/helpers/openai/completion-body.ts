import type { Json, JsonObject } from '../../../src/kernel/json.ts'
import type { ChatRequest, Completion } from './script.ts'

export interface Filled {
  readonly text: string
  readonly refusal: string | undefined
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
  readonly finish_reason: string
  readonly usage: JsonObject | undefined
}

/** Fills in what a script may leave out: ids, finish reason, usage (a token is four characters here), `{{last}}` and `{{task}}`. */
export function fillCompletion(completion: Completion, request: ChatRequest, n: number): Filled {
  const text = completion.json === undefined ? fillText(completion.text ?? '', request) : JSON.stringify(completion.json)
  const calls = (completion.tool_calls ?? []).map((call, index) => ({
    id: call.id ?? `call_${n}_${index}`,
    name: call.name,
    arguments: fillText(typeof call.args === 'string' ? call.args : JSON.stringify(call.args), request, true),
  }))
  const finish_reason = completion.finish_reason ?? (calls.length > 0 ? 'tool_calls' : 'stop')
  return { text, refusal: completion.refusal, calls, finish_reason, usage: usageOf(completion, request, text + JSON.stringify(calls)) }
}

function fillText(text: string, request: ChatRequest, insideJson = false): string {
  const quoted = (value: string): string => (insideJson ? JSON.stringify(value).slice(1, -1) : value)
  return text
    .replaceAll('{{last}}', () => quoted(request.messages.at(-1)?.content ?? ''))
    .replaceAll('{{task}}', () => quoted(request.messages.find((message) => message.role === 'user')?.content ?? ''))
}

function usageOf(completion: Completion, request: ChatRequest, answer: string): JsonObject | undefined {
  if (completion.usage === 'none') return undefined
  const prompt = completion.usage?.prompt ?? Math.ceil(JSON.stringify(request.messages).length / 4)
  const output = completion.usage?.completion ?? Math.ceil(answer.length / 4)
  return {
    prompt_tokens: prompt,
    completion_tokens: output,
    total_tokens: prompt + output,
    prompt_tokens_details: { cached_tokens: completion.usage?.cached ?? 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  }
}

/** The answer of a request without `stream`. */
export function wholeBody(filled: Filled, request: ChatRequest, n: number): JsonObject {
  const message: JsonObject = { role: 'assistant', content: filled.text === '' ? null : filled.text, refusal: filled.refusal ?? null }
  if (filled.calls.length > 0) message['tool_calls'] = filled.calls.map((call) => wireCall(call))
  const choice = { index: 0, message, logprobs: null, finish_reason: filled.finish_reason }
  return { ...envelope(request, n, 'chat.completion'), choices: [choice], ...(filled.usage && { usage: filled.usage }) }
}

/** The chunks of a request with `stream`: role, pieces, finish reason, usage. */
export function chunkBodies(filled: Filled, request: ChatRequest, n: number, piece: number): JsonObject[] {
  const base = envelope(request, n, 'chat.completion.chunk')
  const delta = (value: JsonObject, finish: Json = null): JsonObject => ({
    ...base,
    choices: [{ index: 0, delta: value, logprobs: null, finish_reason: finish }],
  })
  const chunks = [delta({ role: 'assistant', content: '', refusal: null })]
  for (const part of split(filled.text, piece)) chunks.push(delta({ content: part }))
  for (const part of split(filled.refusal ?? '', piece)) chunks.push(delta({ refusal: part }))
  for (const [index, call] of filled.calls.entries()) {
    chunks.push(delta({ tool_calls: [{ index, ...wireCall({ ...call, arguments: '' }) }] }))
    for (const part of split(call.arguments, piece)) chunks.push(delta({ tool_calls: [{ index, function: { arguments: part } }] }))
  }
  chunks.push(delta({}, filled.finish_reason))
  if (filled.usage) chunks.push({ ...base, choices: [], usage: filled.usage })
  return chunks
}

function envelope(request: ChatRequest, n: number, object: string): JsonObject {
  return { id: `chatcmpl-${n}`, object, created: 1_700_000_000, model: request.model, system_fingerprint: 'fp_scripted' }
}

function wireCall(call: Filled['calls'][number]): JsonObject {
  return { id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } }
}

function split(text: string, size: number): string[] {
  const parts: string[] = []
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size))
  return parts
}
