import { cutLine } from '../cut-line.ts'
import { padLine } from '../pad-line.ts'
import type { Block, PaneShown, Shown } from '../screen-view.ts'
import { type Line, span } from '../span.ts'
import { layOutTable } from './lay-out-table.ts'
import { layOutText, textRows } from './lay-out-text.ts'
import { shareRows, type Wish } from './share-rows.ts'

export interface LaidBlocks {
  /** At most as many as there were rows, each at most as wide as there were columns. */
  readonly lines: readonly Line[]
  readonly shown: Shown
  readonly cursor: { readonly row: number; readonly column: number } | null
}

const GUTTER = 3
/** Head, and a few rows around the chosen one. */
const TABLE_ROWS = 4

export function layOutBlocks(blocks: readonly Block[], columns: number, rows: number): LaidBlocks {
  const heights = shareRows(
    blocks.map((block) => wishOf(block, columns)),
    rows,
  )
  return stacked(blocks.map((block, index) => layOutBlock(block, columns, heights[index] ?? 0)))
}

function stacked(parts: readonly LaidBlocks[]): LaidBlocks {
  return parts.reduce(
    (above, part) => ({
      lines: [...above.lines, ...part.lines],
      shown: { ...above.shown, ...part.shown },
      cursor: above.cursor ?? (part.cursor === null ? null : { ...part.cursor, row: part.cursor.row + above.lines.length }),
    }),
    NOTHING,
  )
}

const NOTHING: LaidBlocks = { lines: [], shown: {}, cursor: null }

function wishOf(block: Block, columns: number): Wish {
  switch (block.kind) {
    case 'rule':
      return { natural: 1, least: null }
    case 'text':
      return { natural: textRows(block, columns).length, least: block.grow === true ? 1 : null }
    case 'table':
      return block.atMost === undefined
        ? { natural: tableRows(block), least: TABLE_ROWS }
        : { natural: Math.min(tableRows(block), block.atMost), least: null }
    case 'beside': {
      const [left, right] = [wishOf(block.left, columns), wishOf(block.right, columns)]
      return columns < block.least ? left : { natural: Math.max(left.natural, right.natural), least: leastOf(left, right) }
    }
    default:
      return block satisfies never
  }
}

function leastOf(left: Wish, right: Wish): number | null {
  return left.least === null && right.least === null ? null : Math.max(left.least ?? left.natural, right.least ?? 0)
}

function tableRows({ rows, columns, empty }: Extract<Block, { kind: 'table' }>): number {
  return rows.length === 0 ? empty.length : rows.length + (columns.some(({ title }) => title !== '') ? 1 : 0)
}

function layOutBlock(block: Block, columns: number, rows: number): LaidBlocks {
  if (rows <= 0) return NOTHING
  switch (block.kind) {
    case 'rule':
      return { ...NOTHING, lines: [ruleLine(block.title, columns)] }
    case 'text': {
      const { lines, shown, cursor } = layOutText(block, columns, rows)
      return { lines, shown: named(block.id, shown), cursor }
    }
    case 'table': {
      const { lines, top, height } = layOutTable(block, columns, rows)
      return { lines, shown: named(block.id, { top, height, total: block.rows.length, columns }), cursor: null }
    }
    case 'beside':
      return layOutBeside(block, columns, rows)
    default:
      return block satisfies never
  }
}

function named(id: string | undefined, shown: PaneShown): Shown {
  return id === undefined ? {} : { [id]: shown }
}

function ruleLine(title: string, columns: number): Line {
  const head = title === '' ? [] : [span('── ', 'dim'), span(title, 'dim'), span(' ', 'dim')]
  return cutLine([...head, span('─'.repeat(columns), 'dim')], columns).map((one, index, all) =>
    index === all.length - 1 ? { ...one, text: one.text.replace('…', '─') } : one,
  )
}

function layOutBeside(block: Extract<Block, { kind: 'beside' }>, columns: number, rows: number): LaidBlocks {
  if (columns < block.least) return layOutBlock(block.left, columns, rows)
  const half = Math.floor((columns - GUTTER) / 2)
  const [left, right] = [layOutBlock(block.left, half, rows), layOutBlock(block.right, columns - GUTTER - half, rows)]
  const height = Math.max(left.lines.length, right.lines.length)
  const lines = Array.from({ length: height }, (_, row) => [
    ...padLine(left.lines[row] ?? [], half),
    span(' │ ', 'dim'),
    ...(right.lines[row] ?? []),
  ])
  const cursor = left.cursor ?? (right.cursor === null ? null : { ...right.cursor, column: right.cursor.column + half + GUTTER })
  return { lines, shown: { ...left.shown, ...right.shown }, cursor }
}
