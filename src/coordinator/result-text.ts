import { isJsonObject, type Json } from '../kernel/json.ts'

/** A result as text: a text as it is, an object with a `text` member by that text, anything else as JSON. */
export function resultText(result: Json): string {
  if (typeof result === 'string') return result
  if (isJsonObject(result) && typeof result['text'] === 'string') return result['text']
  return JSON.stringify(result, null, 2)
}
