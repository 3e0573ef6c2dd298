import { textWidth } from '../../../text-width.ts'
import { drawnText, type EditorRow, offsetAt, rowIndex, rowsOfLine } from './editor-rows.ts'
import type { EditorState } from './editor-state.ts'

/** One row up or down, in the same column where that is possible; undefined where there is none. */
export function moveByRow(state: EditorState, by: -1 | 1, columns: number): EditorState | undefined {
  const { text, cursor } = state
  const rows = rowsOfLine(text, cursor, columns)
  const index = rowIndex(rows, cursor)
  const goal = state.goal ?? textWidth(drawnText(text.slice(rows[index]?.from, cursor)))
  const target = rows[index + by] === undefined ? beyond(text, rows, by, columns) : { rows, index: index + by }
  const row = target?.rows[target.index]
  if (target === undefined || row === undefined) return undefined
  return { ...state, cursor: offsetAt(text, row, target.index === target.rows.length - 1, goal), goal, last: 'move', note: '' }
}

function beyond(text: string, rows: readonly EditorRow[], by: -1 | 1, columns: number): { rows: EditorRow[]; index: number } | undefined {
  const edge = by === -1 ? (rows[0]?.from ?? 0) - 1 : (rows.at(-1)?.to ?? 0) + 1
  if (edge < 0 || edge > text.length) return undefined
  const next = rowsOfLine(text, edge, columns)
  return { rows: next, index: by === -1 ? next.length - 1 : 0 }
}
