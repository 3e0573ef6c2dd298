import type { JsonObject } from '../../../src/kernel/json.ts'
import type { Dialect } from '../scripted/dialect.ts'
import { type Filled, splitText } from '../scripted/fill-completion.ts'
import type { ChatRequest, Failure } from '../scripted/script.ts'
import { readMessageRequest } from './anthropic-request.ts'

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}
const STOP_REASONS: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
}

/** The messages API of Anthropic. */
export const anthropic: Dialect = {
  basePath: '',
  streamType: 'text/event-stream; charset=utf-8',
  hasKey: ({ headers }, key) => headers['x-api-key'] === key,
  wrongKey: { status: 401, message: 'invalid x-api-key' },
  aside: ({ method, path }, models) => (method === 'GET' && path === '/v1/models' ? modelList(models) : undefined),
  readChat: (request) => (request.method === 'POST' && request.path === '/v1/messages' ? readMessageRequest(request) : undefined),
  whole: (filled, request, n) => ({
    ...messageOf(filled, request, n),
    content: contentOf(filled),
    stop_reason: stopReason(filled),
    usage: { ...startUsage(filled), output_tokens: filled.usage?.completion ?? 0 },
  }),
  stream: (filled, request, n, piece) => events(filled, request, { n, piece }).map(event),
  errorPiece: (failure) => event({ ...errorBody(failure), type: 'error' }),
  errorBody,
}

function errorBody({ status, code, message }: Failure): JsonObject {
  const type = code ?? ERROR_TYPES[status] ?? 'api_error'
  return { type: 'error', error: { type, message: message ?? `scripted error ${status}` }, request_id: 'req_scripted' }
}

function modelList(models: readonly string[]): JsonObject {
  const data = models.map((id) => ({ type: 'model', id, display_name: id, created_at: '2025-10-01T00:00:00Z' }))
  return { data, has_more: false, first_id: models[0] ?? null, last_id: models.at(-1) ?? null }
}

function messageOf(filled: Filled, request: ChatRequest, n: number): JsonObject {
  const base = {
    id: `msg_${n}`,
    type: 'message',
    role: 'assistant',
    model: request.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
  }
  return { ...base, usage: startUsage(filled) }
}

// The API counts the part of the prompt behind the last mark of the cache apart from what was read and written.
function startUsage({ usage }: Filled): JsonObject {
  const { prompt = 0, cached = 0, written = 0 } = usage ?? {}
  return {
    input_tokens: prompt - cached - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cached,
    cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
    output_tokens: 1,
    service_tier: 'standard',
  }
}

function contentOf({ text, calls }: Filled): JsonObject[] {
  const said = text === '' ? [] : [{ type: 'text', text }]
  return [...said, ...calls.map(({ id, name, arguments: args }) => ({ type: 'tool_use', id, name, input: JSON.parse(args) as JsonObject }))]
}

function events(filled: Filled, request: ChatRequest, { n, piece }: { n: number; piece: number }): JsonObject[] {
  const said = filled.refusal ?? filled.text
  const blocks = [
    ...(said === ''
      ? []
      : [{ block: { type: 'text', text: '' }, deltas: splitText(said, piece).map((text) => ({ type: 'text_delta', text })) }]),
    ...filled.calls.map(({ id, name, arguments: args }) => ({
      block: { type: 'tool_use', id, name, input: {} },
      deltas: ['', ...splitText(args, piece)].map((partial_json) => ({ type: 'input_json_delta', partial_json })),
    })),
  ]
  return [
    { type: 'message_start', message: messageOf(filled, request, n) },
    ...blocks.flatMap(({ block, deltas }, index): JsonObject[] => [
      { type: 'content_block_start', index, content_block: block },
      ...(index === 0 ? [{ type: 'ping' }] : []),
      ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    { type: 'message_delta', delta: endOf(filled), usage: { output_tokens: filled.usage?.completion ?? 0 } },
    { type: 'message_stop' },
  ]
}

function endOf(filled: Filled): JsonObject {
  const stop_details = filled.refusal === undefined ? null : { type: 'refusal', category: 'cyber', explanation: filled.refusal }
  return { stop_reason: stopReason(filled), stop_sequence: null, ...(stop_details && { stop_details }) }
}

function stopReason({ refusal, finish_reason }: Filled): string {
  return refusal === undefined ? (STOP_REASONS[finish_reason] ?? finish_reason) : 'refusal'
}

function event(data: JsonObject): string {
  return `event: ${data['type']}\ndata: ${JSON.stringify(data)}\n\n`
}
