import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { HttpFailure, WireGarbage } from '../wire/http-failure.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'
import { parseErrorBody } from '../wire/read-error-body.ts'
import { geminiUrl } from './gemini-url.ts'
import { keyHeader } from './key-header.ts'

// More than any answer has; what is made of it below calls itself once a level.
const MAX_LEVELS = 200

/** Asks, and gives the pieces of the answer as they come. An error that is told in the middle of the answer is thrown like one at its start. */
export async function* streamResponses(endpoint: WireEndpoint, body: JsonObject, guardedFetch: typeof fetch): AsyncGenerator<Json> {
  const response = await guardedFetch(geminiUrl(endpoint, ':streamGenerateContent?alt=sse'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...keyHeader(endpoint) },
    body: JSON.stringify(body),
  })
  for await (const text of textsOf(response)) {
    const piece = parse(text)
    const failure = isJsonObject(piece) && isJsonObject(piece['error']) ? piece['error'] : undefined
    if (failure !== undefined) throw toFailure(failure, text)
    yield* Array.isArray(piece) ? piece : [piece]
  }
}

// A server in between may give the whole answer in one document.
async function* textsOf(response: Response): AsyncGenerator<string> {
  if (response.headers.get('content-type')?.includes('application/json')) return yield await response.text()
  if (response.body === null) return
  const { convertEventStreamToIterableReadableDataStream } = await import('@langchain/core/utils/event_source_parse')
  yield* convertEventStreamToIterableReadableDataStream(response.body)
}

function parse(text: string): Json {
  const parsed = tryParseJson(text)
  if (!parsed.ok) throw new WireGarbage('answered with a stream that is not JSON', true)
  if (isDeeper(parsed.value, MAX_LEVELS)) throw new WireGarbage(`answered with JSON of more than ${MAX_LEVELS} levels`, false)
  return parsed.value
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1))
}

function toFailure(error: JsonObject, text: string): HttpFailure {
  const status = typeof error['code'] === 'number' ? error['code'] : 500
  const { code, message, retryAfterMs } = parseErrorBody(text)
  return new HttpFailure(status, new Headers(), code, message, retryAfterMs)
}
