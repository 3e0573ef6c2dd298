import type { PaneShown } from '../screen-view.ts'
import type { Line } from '../span.ts'
import { wrapLine } from '../wrap-line.ts'

/** Which part of a text has been on the screen: so many rows from its first one on, without a gap, in the wrapping of this width. */
export interface ReadThrough {
  readonly columns: number
  readonly rows: number
  readonly total: number
}

export const UNREAD: ReadThrough = { columns: 0, rows: 0, total: -1 }

/** After a frame. Another width wraps the text anew: lines that were read whole stay read. */
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
    if (before >= read.rows) break
    before += wrapLine(line, read.columns).length
    if (before <= read.rows) now += wrapLine(line, columns).length
  }
  return now
}
