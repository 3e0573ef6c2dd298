import { withoutControls } from '../../../../kernel/without-controls.ts'
import { graphemes } from '../../../graphemes.ts'
import { letterWidth } from '../../../letter-width.ts'
import { rowStarts } from '../../../row-starts.ts'
import { textWidth } from '../../../text-width.ts'

/** A row on the screen: its part of the text, without the newline. */
export interface EditorRow {
  readonly from: number
  readonly to: number
}

/** The rows of the line of text that holds the offset. A full last row is followed by an empty one, where the cursor stands at the line's end. */
export function rowsOfLine(text: string, offset: number, columns: number): EditorRow[] {
  const from = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const to = end === -1 ? text.length : end
  const line = drawnText(text.slice(from, to))
  const starts = startsOf(line, columns)
  return starts.map((start, index) => ({ from: from + start, to: from + (starts[index + 1] ?? line.length) }))
}

/** As it is shown, character by character: a tab as an arrow, and what a terminal would obey or not show as a mark. */
export function drawnText(text: string): string {
  const shown = text.replaceAll('\t', '⇥')
  if (withoutControls(shown).dropped === 0) return shown
  return Array.from(shown, (letter) => (withoutControls(letter).dropped === 0 ? letter : '\ufffd'.repeat(letter.length))).join('')
}

export function rowIndex(rows: readonly EditorRow[], offset: number): number {
  return rows.findLastIndex(({ from }) => from <= offset)
}

/** The offset in the row at a column, or before the letter that stands there. */
export function offsetAt(text: string, row: EditorRow, last: boolean, column: number): number {
  let [offset, width] = [row.from, 0]
  for (const letter of graphemes(drawnText(text.slice(row.from, row.to)))) {
    const next = offset + letter.length
    width += letterWidth(letter)
    // The end of a row that goes on is the beginning of the next one.
    if (width > column || (next === row.to && !last)) return offset
    offset = next
  }
  return offset
}

// One key asks for the rows of one line several times.
let known = { line: '', columns: 0, starts: [0] }

function startsOf(line: string, columns: number): number[] {
  if (known.line === line && known.columns === columns) return known.starts
  const starts = rowStarts(line, columns)
  if (textWidth(line.slice(starts.at(-1))) >= columns) starts.push(line.length)
  known = { line, columns, starts }
  return starts
}
