import { cutLine } from '../cut-line.ts'
import type { PaneShown, TextBlock } from '../screen-view.ts'
import type { Line } from '../span.ts'
import { wrapFact } from '../wrap-fact.ts'
import { wrapLine } from '../wrap-line.ts'

export interface LaidText {
  readonly lines: readonly Line[]
  readonly shown: PaneShown
  /** Of the text cursor, within these lines. */
  readonly cursor: { readonly row: number; readonly column: number } | null
}

/** The rows that a text takes when all of it is shown; not cut yet where they are not wrapped, as most of a long one is never shown. */
export function textRows({ lines, wrap = false }: TextBlock, columns: number): readonly Line[] {
  return wrap === false ? lines : wrappedRows(lines, columns, wrap === 'flush' ? wrapLine : wrapFact)
}

// A screen that keeps the lines of a long text pays once for each width, not for each frame.
const known = new WeakMap<readonly Line[], { readonly columns: number; readonly rows: readonly Line[] }>()

function wrappedRows(lines: readonly Line[], columns: number, wrap: typeof wrapLine): readonly Line[] {
  const before = known.get(lines)
  if (before?.columns === columns) return before.rows
  const rows = lines.flatMap((line) => wrap(line, columns))
  known.set(lines, { columns, rows })
  return rows
}

/** At most `height` rows of the text, with the wished first one or the cursor in sight. */
export function layOutText(block: TextBlock, columns: number, height: number): LaidText {
  const rows = textRows(block, columns)
  const last = Math.max(0, rows.length - height)
  const wished = block.top === 'end' ? last : Math.max(0, Math.min(block.top ?? 0, last))
  const at = cursorRow(block, columns)
  const top = at === null ? wished : Math.max(Math.min(wished, at), at - height + 1)
  const shown = rows.slice(top, top + height)
  const lines = block.wrap === undefined || block.wrap === false ? shown.map((line) => cutLine(line, columns)) : shown
  return {
    lines,
    shown: { top, height: lines.length, total: rows.length, columns },
    cursor: at === null || block.cursor === undefined ? null : { row: at - top, column: Math.min(block.cursor.column, columns - 1) },
  }
}

function cursorRow(block: TextBlock, columns: number): number | null {
  if (block.cursor === undefined) return null
  return textRows({ ...block, lines: block.lines.slice(0, block.cursor.line) }, columns).length
}
