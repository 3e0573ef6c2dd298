import { isJsonObject, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { WireGarbage } from '../wire/http-failure.ts'

/** Some compatible servers answer a streaming request with one whole completion: it is told as a stream of one chunk. */
export function streamOfWhole(text: string): Response {
  const parsed = tryParseJson(text)
  const body = parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined
  const choices = body?.['choices']
  if (body === undefined || !Array.isArray(choices)) throw new WireGarbage('answered with JSON that is not a chat completion', false)
  const chunk = {
    ...body,
    object: 'chat.completion.chunk',
    choices: choices.map((choice) => (isJsonObject(choice) ? withDelta(choice) : choice)),
  }
  const events = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`
  return new Response(events, { status: 200, headers: { 'content-type': 'text/event-stream' } })
}

function withDelta({ message, ...choice }: JsonObject): JsonObject {
  const delta = isJsonObject(message) ? { ...message } : {}
  const calls = delta['tool_calls']
  if (Array.isArray(calls)) delta['tool_calls'] = calls.map((call, index) => (isJsonObject(call) ? { index, ...call } : call))
  return { ...choice, delta }
}
