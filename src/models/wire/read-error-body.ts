import { isJsonObject, type Json, tryParseJson } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'

const MAX_BODY = 64 * 1024
const MAX_MESSAGE = 300

/** What an error answer says: `{error: {message, code}}` of OpenAI, `{error: "..."}`, `{message}` or `{detail}` of others, else its text. */
export async function readErrorBody(response: Response): Promise<{ code: string; message: string }> {
  const text = await readSome(response)
  const parsed = tryParseJson(text)
  const body = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
  const error = isJsonObject(body['error']) ? body['error'] : body
  const message = firstText(error['message'], body['error'], body['detail'], text)
  return { code: firstText(error['code'], error['type']), message: visibleLine(message.trim()).slice(0, MAX_MESSAGE) }
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
