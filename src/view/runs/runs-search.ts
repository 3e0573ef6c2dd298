import type { RunOrder, RunQuery } from '../../protocol/run-query.ts'
import { runFilter } from '../run-filter.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How far back runs are looked for. */
export const RUN_RANGES = { all: 0, '15m': 15 * MINUTE, '1h': HOUR, '6h': 6 * HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR } as const
export type RunRange = keyof typeof RUN_RANGES

/** What stands in the address of the list of runs; empty: any. */
export interface RunsSearch {
  /** Words, and the fields of `runFilter`: `status:failed since:2h budget`. */
  readonly q: string
  /** Several with commas. */
  readonly status: string
  readonly agent: string
  readonly tool: string
  readonly stage: string
  readonly tag: string
  readonly session: string
  readonly range: RunRange
  readonly order: RunOrder
}

export const NO_SEARCH: RunsSearch = {
  q: '',
  status: '',
  agent: '',
  tool: '',
  stage: '',
  tag: '',
  session: '',
  range: 'all',
  order: 'newest',
}

/** The query of `GET /api/runs`; what is typed goes before what is chosen. `problem`: what was typed and cannot be meant. */
export function runsQuery(
  { q, range, order, ...chosen }: RunsSearch,
  now: number,
): { readonly query: Readonly<Record<string, string>>; readonly problem: string } {
  const { query, problem } = runFilter(q, now)
  const since = RUN_RANGES[range] === 0 ? {} : { since: String(now - RUN_RANGES[range]) }
  const given = Object.entries({ ...chosen, ...since, ...typed(query) }).filter(([, value]) => value !== '')
  return { query: { ...Object.fromEntries(given), order }, problem }
}

function typed({ status, session_id, since, until, ...texts }: Omit<RunQuery, 'limit'>): Record<string, string> {
  const told = { status: status?.join(','), session: session_id, since: since?.toString(), until: until?.toString(), ...texts }
  return Object.fromEntries(Object.entries(told).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
}

export function isFiltered({ order: _, ...search }: RunsSearch): boolean {
  return Object.entries(search).some(([name, value]) => value !== NO_SEARCH[name as keyof RunsSearch])
}
