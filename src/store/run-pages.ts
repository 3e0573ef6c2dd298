import type { Clock } from '../kernel/clock.ts'
import type { RunStatus } from '../protocol/run.ts'
import type { RunQuery } from '../protocol/run-query.ts'
import type { Connection } from './connection.ts'
import { likeText } from './like-text.ts'
import type { RunRecord } from './records.ts'
import { type RunRow, toRunRecord } from './run-row.ts'
import { RUN_PAGE_SQL } from './sql/run-page-sql.ts'
import { prepareStatements } from './statements.ts'

/** Looking among many runs. */
export interface RunPages {
  list(query: RunQuery): RunRecord[]
  /** How many there are in all, on every page. */
  count(query: RunQuery): number
  byStatus(): Partial<Readonly<Record<RunStatus, number>>>
  /** How many of each status fit all of the query but its status. */
  facets(query: RunQuery): Partial<Readonly<Record<RunStatus, number>>>
  /** Those of all runs, the most used first. */
  tags(): readonly { readonly tag: string; readonly runs: number }[]
  /** What the models and agents of these runs came to. */
  figures(run_ids: readonly string[]): ReadonlyMap<string, RunFigures>
}

export interface RunFigures {
  /** In the order of the plan. */
  readonly agents: readonly string[]
  readonly tokens: number
  /** US dollars; null: the price of a call is not known. */
  readonly cost_usd: number | null
  /** Where it stands or went wrong; null: it was completed. */
  readonly stage: string | null
  /** Subtasks of its plan, and those that are over. */
  readonly steps: number
  readonly steps_done: number
}

export const NO_FIGURES: RunFigures = { agents: [], tokens: 0, cost_usd: 0, stage: null, steps: 0, steps_done: 0 }

interface UseRow {
  readonly run_id: string
  readonly tokens: number
  readonly cost_usd: number | null
  readonly unpriced: number
}

export function createRunPages({ connection, clock }: { readonly connection: Connection; readonly clock: Clock }): RunPages {
  const sql = prepareStatements(connection, RUN_PAGE_SQL)

  function figures(run_ids: readonly string[]): ReadonlyMap<string, RunFigures> {
    const ids = JSON.stringify(run_ids)
    const found = new Map<string, RunFigures>()
    const add = (run_id: string, more: Partial<RunFigures>): void =>
      void found.set(run_id, { ...(found.get(run_id) ?? NO_FIGURES), ...more })
    for (const { run_id, agent_id } of sql.agents.all<{ run_id: string; agent_id: string }>(ids))
      add(run_id, { agents: [...(found.get(run_id)?.agents ?? []), agent_id] })
    for (const { run_id, tokens, cost_usd, unpriced } of sql.use.all<UseRow>(ids))
      add(run_id, { tokens, cost_usd: unpriced > 0 ? null : (cost_usd ?? 0) })
    for (const { run_id, ...stand } of sql.stands.all<Pick<RunFigures, 'stage' | 'steps' | 'steps_done'> & { run_id: string }>(ids))
      add(run_id, stand)
    return found
  }

  return {
    list: (query) => sql[query.order ?? 'newest'].all<RunRow>(parameters(query, clock.now())).map(toRunRecord),
    count: (query) => sql.count.get<{ runs: number }>(parameters(query, clock.now()))?.runs ?? 0,
    byStatus: () => countsOf(sql.byStatus.all<StatusCount>()),
    facets: (query) => countsOf(sql.facets.all<StatusCount>(parameters(query, clock.now()))),
    tags: () => sql.tags.all<{ tag: string; runs: number }>(),
    figures,
  }
}

interface StatusCount {
  readonly status: string
  readonly runs: number
}

function countsOf(rows: readonly StatusCount[]): Partial<Readonly<Record<RunStatus, number>>> {
  return Object.fromEntries(rows.map(({ status, runs }) => [status, runs]))
}

function parameters(query: RunQuery, now: number): Record<string, string | number | null> {
  const words = likeText(query.text ?? '')
    .split(/\s+/)
    .filter(Boolean)
  return {
    now,
    limit: query.limit,
    after: query.after ?? null,
    ids: query.ids === undefined ? null : JSON.stringify(query.ids),
    status: query.status === undefined ? null : JSON.stringify(query.status),
    words: words.length === 0 ? null : JSON.stringify(words),
    agent: query.agent === undefined ? null : likeText(query.agent),
    tool: query.tool === undefined ? null : likeText(query.tool),
    session_id: query.session_id ?? null,
    tag: query.tag ?? null,
    stage: query.stage ?? null,
    since: query.since ?? null,
    until: query.until ?? null,
  }
}
