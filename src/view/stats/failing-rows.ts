import type { FailingRow } from './stats-rows.ts'

/** So often with this outcome; `code` is null for a success, and for a failure that names none. */
export interface Outcome {
  readonly name: string
  readonly failed: boolean
  readonly code: string | null
  readonly times: number
  /** The newest of them. */
  readonly at: number
  readonly run_id: string
}

const MOST = 8

/** By name, the most failures first; what never failed is left out. */
export function failingRows(outcomes: readonly Outcome[]): readonly FailingRow[] {
  const names = new Set(outcomes.filter(({ failed }) => failed).map(({ name }) => name))
  const rows = [...names].map((name) =>
    failingRow(
      name,
      outcomes.filter((outcome) => outcome.name === name),
    ),
  )
  return rows.sort((a, b) => b.failures - a.failures || b.at - a.at).slice(0, MOST)
}

function failingRow(name: string, outcomes: readonly Outcome[]): FailingRow {
  const failures = outcomes.filter(({ failed }) => failed)
  const newest = failures.reduce((latest, one) => (one.at > latest.at ? one : latest))
  return { name, failures: total(failures), of: total(outcomes), code: commonestCode(failures), at: newest.at, run_id: newest.run_id }
}

function commonestCode(failures: readonly Outcome[]): string | null {
  const times = new Map<string | null, number>()
  for (const { code, times: more } of failures) times.set(code, (times.get(code) ?? 0) + more)
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function total(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { times }) => sum + times, 0)
}
