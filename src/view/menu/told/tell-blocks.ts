import type { Asked } from '../asked.ts'
import type { BesideBlock, Block, TableBlock } from '../screen-view.ts'
import { type Line, plainText } from '../span.ts'
import type { ToldPart } from './new-lines.ts'

/** A screen in lines for somebody who hears it: nothing beside anything else, tables as numbered sentences. */
export interface ToldBlocks {
  readonly parts: readonly ToldPart[]
  /** The table whose rows can be chosen by their number. */
  readonly table: TableBlock | null
  /** The row that is chosen, as it is said; empty: none. */
  readonly chosen: string
  /** The field of a form that is asked. */
  readonly asked: Asked | null
}

/** At most so many rows are told at a time: those among which the chosen one is. */
export const MAX_ROWS = 20

export function tellBlocks(blocks: readonly Block[]): ToldBlocks {
  const table = blocks.flatMap(tablesOf).find(({ chosen }) => chosen >= 0) ?? null
  const row = table?.rows[table.chosen]
  const asked = blocks.flatMap(formsOf)[0] ?? null
  const chosen = table === null || row === undefined ? '' : sentence(table, row.cells)
  return { parts: [{ lines: asked?.problems ?? [], text: false }, ...blocks.flatMap(tellPart)], table, chosen, asked }
}

/** The first one of the rows that are told. */
export function firstRow({ chosen }: TableBlock): number {
  return Math.max(0, Math.floor(chosen / MAX_ROWS)) * MAX_ROWS
}

function formsOf(block: Block): Asked[] {
  if (block.kind === 'beside') return [...formsOf(block.left), ...formsOf(block.right)]
  return block.kind === 'text' && block.asks !== undefined ? [block.asks()] : []
}

function tablesOf(block: Block): TableBlock[] {
  if (block.kind === 'beside') return [...tablesOf(block.left), ...tablesOf(block.right)]
  return block.kind === 'table' ? [block] : []
}

function tellPart(block: Block): ToldPart[] {
  if (block.kind === 'beside') return [...tellPart(block.left), ...tellPart(block.right)]
  return [{ lines: tellBlock(block), text: block.kind === 'text' && block.wrap !== undefined }]
}

function tellBlock(block: Exclude<Block, BesideBlock>): string[] {
  switch (block.kind) {
    case 'rule':
      return block.title === '' ? [] : [`${block.title}:`]
    case 'text':
      if (block.asks !== undefined) return []
      // A text that is wrapped may be one that is read letter by letter: what somebody is asked to allow.
      return block.lines.map((one) => (block.wrap === true ? plainText(one).trimEnd() : tellLine(one)))
    case 'table':
      return tellTable(block)
    default:
      return block satisfies never
  }
}

function tellTable(table: TableBlock): string[] {
  if (table.rows.length === 0) return table.empty.map(tellLine)
  const first = firstRow(table)
  const shown = table.rows.slice(first, first + MAX_ROWS)
  const rows = shown.map((row, index) => `${table.chosen < 0 ? '' : `${index + 1}. `}${sentence(table, row.cells)}`)
  const which = `rows ${first + 1} to ${first + shown.length} of ${table.rows.length}`
  return shown.length === table.rows.length ? rows : [...rows, which]
}

/** A row as it is said. */
function sentence({ columns }: TableBlock, cells: readonly Line[]): string {
  return cells
    .map((cell, index) => [columns[index]?.title ?? '', tellLine(cell)] as const)
    .filter(([, text]) => text !== '')
    .map(([title, text], index) => (index === 0 || title === '' ? text : `${title} ${text}`))
    .join(', ')
}

function tellLine(of: Line): string {
  return plainText(of).replace(/\s+/g, ' ').trim()
}
