import { isJsonObject, type Json } from '../src/kernel/json.ts'
import { visibleText } from '../src/kernel/visible-text.ts'

/** Bytes of a value as it goes over the wire: JSON in UTF-8. */
export function wireBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

/** A text of at most about `max` bytes on the wire: beginning and end stay, the middle is replaced by a note. */
export function cutMiddle(text: string, max: number, hint = ''): string {
  const bytes = wireBytes(text)
  if (bytes <= max) return text
  const keep = Math.floor(text.length * (max / bytes))
  const head = Math.floor(keep * 0.7)
  const note = `\n[... ${text.length - keep} of ${text.length} characters left out here${hint}]\n`
  return wholeCharacters(text.slice(0, head)) + note + wholeCharacters(text.slice(text.length - (keep - head)))
}

/** Without the half of a surrogate pair that a cut may leave at either end. */
export function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '')
}

const BLOCK_MIN = 80

/**
 * A result as a model reads it best: texts as they are, everything else as JSON. Members with several lines follow as blocks, because escaped
 * line breaks cost tokens and hide structure. Control and bidi characters are shown by their number.
 */
export function renderResult(value: Json): string {
  if (typeof value === 'string') return visibleText(value)
  if (!isJsonObject(value)) return visibleText(JSON.stringify(value))
  const isBlock = (item: Json): item is string => typeof item === 'string' && item.length >= BLOCK_MIN && item.includes('\n')
  const blocks = Object.entries(value).filter((entry): entry is [string, string] => isBlock(entry[1]))
  const rest = Object.fromEntries(Object.entries(value).filter(([, item]) => !isBlock(item)))
  const parts = blocks.map(([key, item]) => `${key}:\n${item}`)
  if (Object.keys(rest).length > 0 || parts.length === 0) parts.unshift(JSON.stringify(rest))
  return visibleText(parts.join('\n'))
}
