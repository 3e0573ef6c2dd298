/** How many rows a block wants. */
export interface Wish {
  readonly natural: number
  /** Of a block that is content with what is left over: the rows that it wants before others get all of theirs. Null: it wants them all. */
  readonly least: number | null
}

/** Rows for each block, `total` in all at most: what grows shares what is left; when there is too little, the largest give way first. */
export function shareRows(wishes: readonly Wish[], total: number): number[] {
  const rows = wishes.map(({ natural, least }) => Math.min(least ?? natural, natural))
  while (sum(rows) > total) {
    const largest = rows.lastIndexOf(Math.max(...rows))
    rows[largest] = (rows[largest] ?? 0) - 1
  }
  while (sum(rows) < total) {
    const poorest = wishes
      .map((wish, index) => ({ wish, index, has: rows[index] ?? 0 }))
      .filter(({ wish, has }) => wish.least !== null && has < wish.natural)
      .sort((a, b) => a.has - b.has)[0]
    if (poorest === undefined) return rows
    rows[poorest.index] = poorest.has + 1
  }
  return rows
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
