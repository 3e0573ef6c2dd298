import { rowStarts } from '../../row-starts.ts'
import type { PaneShown } from '../screen-view.ts'
import { type Line, plainText } from '../span.ts'

/** Which part of a text has been on the screen: so many rows from its first one on, without a gap, in the wrapping of this width. */
export interface ReadThrough {
  readonly columns: number
  readonly rows: number
  readonly total: number
}

export const UNREAD: ReadThrough = { columns: 0, rows: 0, total: -1 }

/** After a frame. Another width wraps the text anew: what was read stays read. */
export function readOn(read: ReadThrough, { top, height, total, columns }: PaneShown, lines: readonly Line[]): ReadThrough {
  const before = columns === read.columns ? read.rows : rewrapped(read, columns, total, lines)
  return { columns, total, rows: top <= before ? Math.max(before, top + height) : before }
}

export function isReadWhole({ rows, total }: ReadThrough): boolean {
  return total >= 0 && rows >= total
}

function rewrapped(read: ReadThrough, columns: number, total: number, lines: readonly Line[]): number {
  if (isReadWhole(read)) return total
  let [before, now] = [0, 0]
  for (const line of lines) {
    const text = plainText(line)
    const old = rowStarts(text, read.columns)
    const starts = rowStarts(text, columns)
    if (before + old.length > read.rows) return now + rowsBefore(starts, old[read.rows - before] ?? 0)
    before += old.length
    now += starts.length
  }
  return now
}

/** Rows that end at the offset or before it. */
function rowsBefore(starts: readonly number[], offset: number): number {
  return starts.findLastIndex((start) => start <= offset)
}
