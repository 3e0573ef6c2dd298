import { graphemes, isSimple } from './graphemes.ts'
import { letterWidth } from './letter-width.ts'

const SGR = /\u001b\[[0-9;]*m/g

/** Columns that a text takes in a terminal; colour codes take none. */
export function textWidth(text: string): number {
  if (isSimple(text)) return text.length
  const bare = text.replace(SGR, '')
  if (isSimple(bare)) return bare.length
  let width = 0
  for (const letter of graphemes(bare)) width += letterWidth(letter)
  return width
}

/** The text in at most `columns` columns; what is cut is marked by an ellipsis. */
export function fitText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  return columns <= 0 ? '' : `${headOf(text.replace(SGR, ''), columns - 1)}…`
}

export function padText(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, columns - textWidth(text)))
  return align === 'left' ? text + fill : fill + text
}

/** Lines of at most `columns`, broken between words; a longer word stands alone and whole. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= columns) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function headOf(text: string, columns: number): string {
  if (isSimple(text)) return text.slice(0, columns)
  let [out, width] = ['', 0]
  for (const letter of graphemes(text)) {
    width += letterWidth(letter)
    if (width > columns) break
    out += letter
  }
  return out
}
