import { isJsonObject, type Json } from '../../kernel/json.ts'

/** A subtask's result as text: a text as it is, an object with a `text` member by that text, anything else as JSON. */
export function resultText(result: Json): string {
  if (typeof result === 'string') return result
  if (isJsonObject(result) && typeof result['text'] === 'string') return result['text']
  return JSON.stringify(result, null, 2)
}

/** At most `max` characters: the beginning and a note about the rest. */
export function boundText(text: string, max: number): string {
  if (text.length <= max) return text
  const head = text.slice(0, max).replace(/[\ud800-\udbff]$/, '')
  return `${head}\n[... ${text.length - head.length} of ${text.length} characters left out]`
}
