export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: 'ms' | 'kB' | 'MB'
  /** What the ratio is against, measured in the same run. */
  readonly floor?: { readonly name: string; readonly value: number }
  /** The budget is of the ratio when there is a floor, else of the value. */
  readonly budget: number
}

export function isWithin(row: Row): boolean {
  return judged(row) <= row.budget
}

export function judged({ value, floor }: Row): number {
  return floor ? value / floor.value : value
}

export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    `${row.value.toFixed(row.value < 10 ? 2 : 0)} ${row.unit}`,
    row.floor ? `${judged(row).toFixed(2)} x ${row.floor.name} (${row.floor.value.toFixed(0)} ms)` : '',
    row.floor ? `<= ${row.budget} x` : `<= ${row.budget} ${row.unit}`,
    isWithin(row) ? 'ok' : 'OVER',
  ])
  const all = [['what', 'least', 'ratio to the floor', 'budget', ''], ...cells]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
