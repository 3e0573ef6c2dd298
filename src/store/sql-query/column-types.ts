import type { Cell } from './data-rows.ts'

export type ColumnType = 'INTEGER' | 'REAL' | 'TEXT' | ''

const INTEGER = /^[+-]?(?:0|[1-9]\d{0,17})$/
const REAL = /^[+-]?(?:0|[1-9]\d*)?(?:\.\d+|\d\.)?(?:[eE][+-]?\d+)?$/

/** Finds the narrowest type that holds all values of each column. Numbers with leading zeros are texts: they are codes. */
export function inferColumns(columns: number, textIsTyped: boolean): { add(row: readonly Cell[]): void; types(): ColumnType[] } {
  const seen = Array.from({ length: columns }, () => ({ integer: false, real: false, text: false }))
  return {
    add: (row) => {
      row.forEach((cell, i) => {
        const kind = kindOf(cell, textIsTyped)
        const column = seen[i]
        if (kind !== undefined && column !== undefined) column[kind] = true
      })
    },
    types: () => seen.map((column) => typeOf(column, textIsTyped)),
  }
}

function kindOf(cell: Cell, textIsTyped: boolean): 'integer' | 'real' | 'text' | undefined {
  if (cell === null) return undefined
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? 'integer' : 'real'
  if (!textIsTyped) return 'text'
  if (INTEGER.test(cell)) return 'integer'
  return /\d/.test(cell) && REAL.test(cell) ? 'real' : 'text'
}

function typeOf(seen: { integer: boolean; real: boolean; text: boolean }, textIsTyped: boolean): ColumnType {
  // JSON tells its types: a mixed column keeps each value as it is.
  if (seen.text) return textIsTyped || !(seen.integer || seen.real) ? 'TEXT' : ''
  if (seen.real) return 'REAL'
  return seen.integer ? 'INTEGER' : 'TEXT'
}
