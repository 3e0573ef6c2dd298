import { isJsonObject, type Json, tryParseJson } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { readErrorDetails } from './read-error-details.ts'

const MAX_BODY = 64 * 1024
const MAX_MESSAGE = 300

export interface ErrorBody {
  readonly code: string
  readonly message: string
  /** How long the provider asks to wait, where it says so in the body. */
  readonly retryAfterMs: number | undefined
}

/** What an error answer says. */
export async function readErrorBody(response: Response): Promise<ErrorBody> {
  return parseErrorBody(await readSome(response))
}

/** `{error: {message, code}}` of OpenAI, the same with `status` and `details` of Google, `{error: "..."}`, `{message}` or `{detail}` of others, else the text. */
export function parseErrorBody(text: string): ErrorBody {
  const parsed = tryParseJson(text)
  const value = parsed.ok && Array.isArray(parsed.value) ? parsed.value[0] : parsed.ok && parsed.value
  const body = isJsonObject(value) ? value : {}
  const error = isJsonObject(body['error']) ? body['error'] : body
  const details = readErrorDetails(error['details'])
  const message = firstText(error['message'], body['error'], body['detail'], text)
  return {
    code: firstText(details.reason, error['code'], error['type'], error['status']),
    message: visibleLine(message.trim()).slice(0, MAX_MESSAGE),
    retryAfterMs: details.retryAfterMs,
  }
}

function firstText(...values: (Json | undefined)[]): string {
  return values.find((value): value is string => typeof value === 'string' && value !== '') ?? ''
}

async function readSome(response: Response): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length >= MAX_BODY) break
  }
  return text
}
