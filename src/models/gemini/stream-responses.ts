import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { HttpFailure, WireGarbage } from '../wire/http-failure.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'
import { parseErrorBody } from '../wire/read-error-body.ts'
import { geminiUrl } from './gemini-url.ts'

/** Asks, and gives the pieces of the answer as they come. An error that is told in the middle of the answer is thrown like one at its start. */
export async function* streamResponses(endpoint: WireEndpoint, body: JsonObject, guardedFetch: typeof fetch): AsyncGenerator<Json> {
  const response = await guardedFetch(geminiUrl(endpoint, ':streamGenerateContent?alt=sse'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(endpoint.apiKey !== null && { 'x-goog-api-key': endpoint.apiKey }) },
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
  return parsed.value
}

function toFailure(error: JsonObject, text: string): HttpFailure {
  const status = typeof error['code'] === 'number' ? error['code'] : 500
  const { code, message, retryAfterMs } = parseErrorBody(text)
  return new HttpFailure(status, new Headers(), code, message, retryAfterMs)
}
