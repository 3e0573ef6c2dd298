import { type Paint, PLAIN } from './paint.ts'
import { fitText, padText, textWidth } from './text-width.ts'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => string
  readonly align?: 'left' | 'right'
  /** The column that gives way when the table is too wide; the last one when none says so. */
  readonly flexible?: boolean
  /** Left out, the last one first, where the flexible column would become too narrow to say anything. */
  readonly optional?: boolean
}

export interface TableOptions {
  readonly columns: number
  readonly paint?: Paint
}

const GAP = '  '
const MIN_FLEXIBLE = 12
const GOOD_FLEXIBLE = 28

/** A table without rules, at most `columns` wide; one line a row, without a newline at the end. */
export function formatTable<Row>(rows: readonly Row[], wanted: readonly Column<Row>[], options: TableOptions): string {
  const columns = fittingColumns(rows, wanted, options.columns)
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

function fittingColumns<Row>(rows: readonly Row[], columns: readonly Column<Row>[], total: number): readonly Column<Row>[] {
  const last = columns.findLastIndex((column) => column.optional === true)
  if (last === -1) return columns
  const cells = rows.map((row) => columns.map((column) => oneLine(column.cell(row))))
  const { widths, flexible } = naturalWidths(columns, cells)
  const fixed = widths.reduce((sum, width, index) => (index === flexible ? sum : sum + width), GAP.length * (columns.length - 1))
  if (total - fixed >= Math.min(GOOD_FLEXIBLE, widths[flexible] ?? 0)) return columns
  return fittingColumns(
    rows,
    columns.filter((_, index) => index !== last),
    total,
  )
}

function fitWidths<Row>(columns: readonly Column<Row>[], cells: readonly (readonly string[])[], total: number): number[] {
  const { widths, flexible } = naturalWidths(columns, cells)
  const fixed = widths.reduce((sum, width, index) => (index === flexible ? sum : sum + width), GAP.length * (columns.length - 1))
  return widths.map((width, index) => (index === flexible ? Math.min(width, Math.max(MIN_FLEXIBLE, total - fixed)) : width))
}

function naturalWidths<Row>(
  columns: readonly Column<Row>[],
  cells: readonly (readonly string[])[],
): { widths: number[]; flexible: number } {
  const widths = columns.map((column, index) => Math.max(textWidth(column.title), ...cells.map((line) => textWidth(line[index] ?? ''))))
  const marked = columns.findIndex((column) => column.flexible === true)
  return { widths, flexible: marked === -1 ? columns.length - 1 : marked }
}

function joinCells<Row>(cells: readonly string[], columns: readonly Column<Row>[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => padText(fitText(cell, widths[index] ?? 0), widths[index] ?? 0, columns[index]?.align))
  return padded.join(GAP).trimEnd()
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
