import { closeSync, openSync, readSync } from 'node:fs'

/** The rows of an int8 table on disk, read when they are first needed: a task has ten tokens, the table has 8 MB. */
export interface TokenRows {
  row(id: number): Int8Array
  close(): void
}

export function openTokenRows(path: string, dim: number): TokenRows {
  const file = openSync(path, 'r')
  const rows = new Map<number, Int8Array>()

  function read(id: number): Int8Array {
    const row = new Int8Array(dim)
    const bytes = readSync(file, row, 0, dim, id * dim)
    if (bytes !== dim) throw new RangeError(`${path} has no row ${id}`)
    rows.set(id, row)
    return row
  }

  return { row: (id) => rows.get(id) ?? read(id), close: () => closeSync(file) }
}
