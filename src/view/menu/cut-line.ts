import { type Cell, cellsLine, lineCells } from './line-cells.ts'
import type { Line } from './span.ts'

/** The line in at most `columns` columns; what is cut is marked by an ellipsis. */
export function cutLine(line: Line, columns: number): Line {
  const kept: Cell[] = []
  let width = 0
  for (const cell of lineCells(line)) {
    width += cell.width
    kept.push(cell)
    if (width > columns) return columns <= 0 ? [] : cellsLine(shortened(kept, columns - 1))
  }
  return line
}

function shortened(cells: readonly Cell[], columns: number): Cell[] {
  let [end, width] = [0, 0]
  for (const cell of cells) {
    width += cell.width
    if (width > columns) return [...cells.slice(0, end), { ...cell, text: '…' }]
    end += 1
  }
  return [...cells]
}
