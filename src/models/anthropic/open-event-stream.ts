import type { MessageCreateParamsStreaming, RawMessageStreamEvent } from '@anthropic-ai/sdk/resources'
import { Stream } from '@anthropic-ai/sdk/streaming'
import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { HttpFailure, WireGarbage } from '../wire/http-failure.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'

const API_VERSION = '2023-06-01'

/** The status with which the API answers the same error when the stream has not begun. */
const STATUS: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
}

export type MessageRequest = MessageCreateParamsStreaming & { readonly betas?: unknown }

export interface EventStreamOptions {
  readonly guardedFetch: typeof fetch
  /** Told each event of the message before LangChain reads it. */
  readonly onEvent: (event: JsonObject) => void
}

/**
 * Asks for a message and gives its events. In place of the SDK's own client, which takes addresses, tokens, headers, credential files and a log level from
 * the environment.
 */
export async function openEventStream(
  { baseUrl, apiKey }: WireEndpoint,
  body: MessageRequest,
  { guardedFetch, onEvent }: EventStreamOptions,
): Promise<Stream<RawMessageStreamEvent>> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'anthropic-version': API_VERSION }
  const response = await guardedFetch(`${baseUrl.replace(/\/v1$/, '')}/v1/messages`, {
    method: 'POST',
    headers: { ...headers, ...(apiKey !== null && { 'x-api-key': apiKey }) },
    body: JSON.stringify(body),
  })
  return new Stream(() => messageEvents(response, onEvent), new AbortController())
}

// What is read of an event is checked where it is read: no more than its type is looked at here.
async function* messageEvents(response: Response, onEvent: EventStreamOptions['onEvent']): AsyncGenerator<RawMessageStreamEvent> {
  for await (const { data } of Stream.rawEvents(response)) {
    const event = parseEvent(data)
    if (event['type'] === 'error') throw failureOf(event['error'], response.headers)
    if (event['type'] === 'ping') continue
    onEvent(event)
    yield event as object as RawMessageStreamEvent
  }
}

function parseEvent(data: string): JsonObject {
  const parsed = tryParseJson(data)
  if (!parsed.ok) throw new WireGarbage('answered with a stream that is not JSON', true)
  return isJsonObject(parsed.value) ? parsed.value : {}
}

function failureOf(error: Json | undefined, headers: Headers): HttpFailure {
  const { type, message } = isJsonObject(error) ? error : {}
  const code = typeof type === 'string' ? type : 'api_error'
  const said = typeof message === 'string' && message !== '' ? message : code
  return new HttpFailure(STATUS[code] ?? 500, headers, code, `${said.slice(0, 300)} (in the middle of its answer)`)
}
