import { textWidth } from '../text-width.ts'
import { type Cell, cellsLine, lineCells } from './line-cells.ts'
import { type Line, plainText } from './span.ts'

/**
 * Lines of at most `columns` (2 or more), broken after spaces; a word that is wider than a line is broken between its characters. Nothing is left
 * out, so the lines joined are the line: what a person is asked to allow can be shown this way.
 */
export function wrapLine(line: Line, columns: number): Line[] {
  if (textWidth(plainText(line)) <= columns) return [line]
  return wrapCells(Array.from(lineCells(line)), columns).map(cellsLine)
}

/** The same for cells, at least one row. */
export function wrapCells(cells: readonly Cell[], columns: number): Cell[][] {
  const rows: Cell[][] = [[]]
  let left = columns
  const put = (cell: Cell): void => {
    if (cell.width > left) {
      rows.push([])
      left = columns
    }
    rows.at(-1)?.push(cell)
    left -= cell.width
  }
  for (const word of words(cells)) {
    const width = word.reduce((sum, cell) => sum + cell.width, 0)
    if (width > left && width <= columns) left = 0
    for (const cell of word) for (const part of fitting(cell, columns)) put(part)
  }
  return rows
}

/** Each with the spaces after it. */
function words(cells: readonly Cell[]): Cell[][] {
  const found: Cell[][] = []
  for (const [index, cell] of cells.entries()) {
    const begins = index === 0 || (cells[index - 1]?.text === ' ' && cell.text !== ' ')
    if (begins) found.push([cell])
    else found.at(-1)?.push(cell)
  }
  return found
}

// Hostile text stacks what is drawn side by side into one cluster, wider than any line.
function fitting(cell: Cell, columns: number): Cell[] {
  if (cell.width <= columns) return [cell]
  return Array.from(cell.text, (text) => ({ ...cell, text, width: textWidth(text) }))
}
