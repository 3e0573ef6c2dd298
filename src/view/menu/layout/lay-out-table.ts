import { cutLine } from '../cut-line.ts'
import { lineWidth } from '../line-width.ts'
import { padLine } from '../pad-line.ts'
import type { TableBlock, TableColumn, TableRow } from '../screen-view.ts'
import { type Line, span } from '../span.ts'

const GAP = 2
const MARK = 2
const MIN_FLEXIBLE = 12
const GOOD_FLEXIBLE = 28

export interface LaidTable {
  readonly lines: readonly Line[]
  /** Index of the first row shown, and how many. */
  readonly top: number
  readonly height: number
}

/** A table in exactly fitting lines: head, then the rows around the chosen one, which has a mark before it. */
export function layOutTable(table: TableBlock, columns: number, rows: number): LaidTable {
  if (table.rows.length === 0) return { lines: table.empty.slice(0, rows).map((line) => cutLine(line, columns)), top: 0, height: 0 }
  const head = table.columns.some(({ title }) => title !== '') && (rows > 2 || rows > table.rows.length) ? 1 : 0
  const height = Math.max(0, Math.min(table.rows.length, rows - head))
  const top = windowTop(table.chosen, table.rows.length, height)
  const kept = fittingColumns(table, columns - MARK)
  const widths = columnWidths(table, kept, columns - MARK)
  const put = (cells: readonly Line[]): Line => joined(cells, table.columns, kept, widths)
  const shown = table.rows.slice(top, top + height).map((row, index) => marked(put(row.cells), top + index === table.chosen, columns))
  const title = [span('  '), ...put(table.columns.map(({ title }) => [span(title, 'dim')]))]
  return { lines: [...(head === 1 ? [cutLine(title, columns)] : []), ...shown], top, height }
}

// The chosen row stands in the middle as long as there are rows on both sides.
function windowTop(chosen: number, total: number, height: number): number {
  return Math.max(0, Math.min(chosen - Math.floor(height / 2), total - height))
}

function marked(line: Line, chosen: boolean, columns: number): Line {
  const strong = chosen ? line.map(({ text, as }) => span(text, as === 'plain' || as === 'dim' ? 'strong' : as)) : line
  return cutLine([chosen ? span('> ', 'accent') : span('  '), ...strong], columns)
}

function joined(cells: readonly Line[], columns: readonly TableColumn[], kept: readonly number[], widths: readonly number[]): Line {
  return kept.flatMap((column, index) => [
    ...(index === 0 ? [] : [span(' '.repeat(GAP))]),
    ...padLine(cutLine(cells[column] ?? [], widths[index] ?? 0), widths[index] ?? 0, columns[column]?.align),
  ])
}

function fittingColumns(table: TableBlock, total: number): readonly number[] {
  let kept = table.columns.map((_, index) => index)
  while (!flexibleFits(table, kept, total)) {
    const dropped = kept.findLast((index) => table.columns[index]?.optional === true)
    if (dropped === undefined) return kept
    kept = kept.filter((index) => index !== dropped)
  }
  return kept
}

function flexibleFits(table: TableBlock, kept: readonly number[], total: number): boolean {
  const flexible = flexibleOf(table, kept)
  return total - fixedWidth(table, kept) >= Math.min(GOOD_FLEXIBLE, naturalWidth(table, flexible))
}

function columnWidths(table: TableBlock, kept: readonly number[], total: number): number[] {
  const flexible = flexibleOf(table, kept)
  const left = Math.max(MIN_FLEXIBLE, total - fixedWidth(table, kept))
  return kept.map((index) => (index === flexible ? Math.min(naturalWidth(table, index), left) : naturalWidth(table, index)))
}

function flexibleOf({ columns }: TableBlock, kept: readonly number[]): number {
  return kept.find((index) => columns[index]?.flexible === true) ?? kept.at(-1) ?? 0
}

function fixedWidth(table: TableBlock, kept: readonly number[]): number {
  const flexible = flexibleOf(table, kept)
  return kept.reduce((sum, index) => (index === flexible ? sum : sum + naturalWidth(table, index)), GAP * (kept.length - 1))
}

function naturalWidth({ columns, rows }: TableBlock, index: number): number {
  return rows.reduce(
    (widest, row: TableRow) => Math.max(widest, lineWidth(row.cells[index] ?? [])),
    lineWidth([span(columns[index]?.title ?? '')]),
  )
}
