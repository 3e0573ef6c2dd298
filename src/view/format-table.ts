import { type Paint, PLAIN } from './paint.ts'
import { fitText, padText, textWidth } from './text-width.ts'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => string
  readonly align?: 'left' | 'right'
  /** The column that gives way when the table is too wide; the last one when none says so. */
  readonly flexible?: boolean
}

export interface TableOptions {
  readonly columns: number
  readonly paint?: Paint
}

const GAP = '  '
const MIN_FLEXIBLE = 12

/** A table without rules, at most `columns` wide; one line a row, without a newline at the end. */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], options: TableOptions): string {
  const cells = rows.map((row) => columns.map((column) => oneLine(column.cell(row))))
  const widths = fitWidths(columns, cells, options.columns)
  const paint = options.paint ?? PLAIN
  const head = paint.dim(
    joinCells(
      columns.map((column) => column.title),
      columns,
      widths,
    ),
  )
  return [head, ...cells.map((line) => joinCells(line, columns, widths))].join('\n')
}

function fitWidths<Row>(columns: readonly Column<Row>[], cells: readonly (readonly string[])[], total: number): number[] {
  const widths = columns.map((column, index) => Math.max(textWidth(column.title), ...cells.map((line) => textWidth(line[index] ?? ''))))
  const marked = columns.findIndex((column) => column.flexible === true)
  const flexible = marked === -1 ? columns.length - 1 : marked
  const fixed = widths.reduce((sum, width, index) => (index === flexible ? sum : sum + width), GAP.length * (columns.length - 1))
  return widths.map((width, index) => (index === flexible ? Math.min(width, Math.max(MIN_FLEXIBLE, total - fixed)) : width))
}

function joinCells<Row>(cells: readonly string[], columns: readonly Column<Row>[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => padText(fitText(cell, widths[index] ?? 0), widths[index] ?? 0, columns[index]?.align))
  return padded.join(GAP).trimEnd()
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
