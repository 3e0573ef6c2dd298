import { textWidth } from '../../../text-width.ts'
import { type Line, line, span } from '../../span.ts'
import { drawnText, type EditorRow, rowIndex, rowsOfLine } from './editor-rows.ts'
import type { EditorState } from './editor-state.ts'

export interface EditorView {
  readonly lines: readonly Line[]
  /** Where the cursor stands, in these lines. */
  readonly cursor: { readonly row: number; readonly column: number }
  /** Whether there is more before the first and after the last line shown. */
  readonly more: { readonly above: boolean; readonly below: boolean }
}

/** At most `rows` rows of the text, those around the cursor. */
export function editorView({ text, cursor }: EditorState, columns: number, rows: number): EditorView {
  const here = rowsOfLine(text, cursor, columns)
  const index = rowIndex(here, cursor)
  const above = rowsAbove(text, here, index, columns, rows)
  const below = rowsBelow(text, here, index, columns, rows)
  const before = Math.min(above.length, Math.max(Math.floor((rows - 1) / 2), rows - 1 - below.length))
  const shown = [...above.slice(above.length - before), ...here.slice(index, index + 1), ...below.slice(0, rows - 1 - before)]
  return {
    lines: shown.map((row) => line(span(drawnText(text.slice(row.from, row.to))))),
    cursor: { row: before, column: textWidth(drawnText(text.slice(here[index]?.from ?? 0, cursor))) },
    more: { above: (shown[0]?.from ?? 0) > 0, below: (shown.at(-1)?.to ?? 0) < text.length },
  }
}

// As many as could be shown above the cursor, the nearest last; a line further up is laid out only when it can be seen.
function rowsAbove(text: string, here: readonly EditorRow[], index: number, columns: number, rows: number): EditorRow[] {
  let found = here.slice(0, index)
  let edge = (here[0]?.from ?? 0) - 1
  while (found.length < rows && edge >= 0) {
    const line = rowsOfLine(text, edge, columns)
    found = [...line, ...found]
    edge = (line[0]?.from ?? 0) - 1
  }
  return found.slice(-rows)
}

function rowsBelow(text: string, here: readonly EditorRow[], index: number, columns: number, rows: number): EditorRow[] {
  const found = here.slice(index + 1)
  let edge = (here.at(-1)?.to ?? 0) + 1
  while (found.length < rows && edge <= text.length) {
    const line = rowsOfLine(text, edge, columns)
    found.push(...line)
    edge = (line.at(-1)?.to ?? 0) + 1
  }
  return found.slice(0, rows)
}
