// East Asian wide and fullwidth blocks and the emoji that terminals draw two columns wide (Unicode Standard Annex 11).
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u
const ZERO = /^(?:\p{Mark}|[\u200b-\u200d]|[\ufe00-\ufe0f])$/u
const SGR = /\u001b\[[0-9;]*m/g

/** Columns that a text takes in a terminal; colour codes take none. */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text.replace(SGR, '')) width += charWidth(char)
  return width
}

/** The text in at most `columns` columns; what is cut is marked by an ellipsis. */
export function fitText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let [out, width] = ['', 0]
  for (const char of text.replace(SGR, '')) {
    if (width + charWidth(char) > columns - 1) break
    out += char
    width += charWidth(char)
  }
  return columns <= 0 ? '' : `${out}…`
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

function charWidth(char: string): number {
  if (ZERO.test(char)) return 0
  return WIDE.test(char) ? 2 : 1
}
