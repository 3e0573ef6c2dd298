import stringWidth from 'string-width'
import { isSimple } from './graphemes.ts'

const KEPT = 5000
// A measurement takes 5 us and more, and a text has few different letters.
const known = new Map<string, number>()

/** Columns of one grapheme cluster. */
export function letterWidth(letter: string): number {
  if (letter.length === 1 && isSimple(letter)) return 1
  const found = known.get(letter)
  if (found !== undefined) return found
  const width = stringWidth(letter, { countAnsiEscapeCodes: true })
  if (known.size >= KEPT) known.clear()
  if (letter.length <= 32) known.set(letter, width)
  return width
}
