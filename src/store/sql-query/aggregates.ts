import type { Database } from 'better-sqlite3'

/** `median` and `stddev` (of a sample). Values that are no numbers are left out, as in avg over NULL. */
export function addAggregates(database: Database): void {
  database.aggregate('median', {
    start: (): number[] => [],
    step: (values: number[], value: unknown) => {
      if (isNumber(value)) values.push(Number(value))
    },
    result: median,
    deterministic: true,
  })
  // Welford: one pass, and no cancellation of large sums.
  database.aggregate('stddev', {
    start: () => ({ n: 0, mean: 0, m2: 0 }),
    step: (state: { n: number; mean: number; m2: number }, value: unknown) => {
      if (!isNumber(value)) return
      state.n += 1
      const delta = Number(value) - state.mean
      state.mean += delta / state.n
      state.m2 += delta * (Number(value) - state.mean)
    },
    result: ({ n, m2 }) => (n < 2 ? null : Math.sqrt(m2 / (n - 1))),
    deterministic: true,
  })
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function median(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}
