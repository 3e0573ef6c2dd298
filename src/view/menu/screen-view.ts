import type { Asked } from './asked.ts'
import type { Line } from './span.ts'

/** What a screen shows, without widths: laid out for a terminal (layout/), or told line by line to somebody who hears it (--accessible). */
export interface ScreenView {
  /** Its place in the line at the top, after the places that it was opened from. */
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block = TextBlock | TableBlock | RuleBlock | BesideBlock

export interface TextBlock {
  readonly kind: 'text'
  /** The name by which the screen learns what of it was really shown; absent: nobody asks. */
  readonly id?: string
  readonly lines: readonly Line[]
  /** Lines that are too long go on below, what follows a label below itself; `flush`: from the first column on. Absent: they are cut with an ellipsis. */
  readonly wrap?: boolean | 'flush'
  /** The first row that is shown, counted after wrapping; `end`: the last one stays in sight. Absent: from the top. */
  readonly top?: number | 'end'
  /** Takes the rows that are left over. */
  readonly grow?: boolean
  /** Where the text cursor stands, in lines before wrapping; that line is kept in sight. */
  readonly cursor?: { readonly line: number; readonly column: number }
  /** It is a form: told instead of its lines. */
  readonly asks?: () => Asked
}

/** Always grows. The chosen row is kept in sight. */
export interface TableBlock {
  readonly kind: 'table'
  readonly id?: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  /** Index of the chosen row; -1: none. */
  readonly chosen: number
  /** Instead of rows, when there are none. */
  readonly empty: readonly Line[]
  /** Rows of its own height alone, at most so many: for a table among other things. */
  readonly atMost?: number
}

export interface TableColumn {
  /** Empty for all columns: no head. */
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Gives way when the table is too wide; the last one when none says so. */
  readonly flexible?: boolean
  /** Left out, the last one first, where the flexible column would become too narrow. */
  readonly optional?: boolean
}

export interface TableRow {
  readonly id: string
  readonly cells: readonly Line[]
}

/** A line across, with words in it. */
export interface RuleBlock {
  readonly kind: 'rule'
  readonly title: string
}

/** Two blocks side by side from `least` columns on; below that the left one alone. */
export interface BesideBlock {
  readonly kind: 'beside'
  readonly left: Block
  readonly right: Block
  readonly least: number
}

/** What of a named block the last frame showed, in rows after wrapping. */
export interface PaneShown {
  readonly top: number
  readonly height: number
  readonly total: number
  readonly columns: number
}

export type Shown = Readonly<Record<string, PaneShown>>
