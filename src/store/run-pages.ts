import type { Clock } from '../kernel/clock.ts'
import type { RunStatus } from '../protocol/run.ts'
import type { RunQuery } from '../protocol/run-query.ts'
import type { Connection } from './connection.ts'
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
  /** What the models and agents of these runs came to. */
  figures(run_ids: readonly string[]): ReadonlyMap<string, RunFigures>
}

export interface RunFigures {
  /** In the order of the plan. */
  readonly agents: readonly string[]
  readonly tokens: number
  /** US dollars; null: the price of a call is not known. */
  readonly cost_usd: number | null
}

export const NO_FIGURES: RunFigures = { agents: [], tokens: 0, cost_usd: 0 }

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
    return found
  }

  return {
    list: (query) => sql[query.order ?? 'newest'].all<RunRow>(parameters(query, clock.now())).map(toRunRecord),
    count: (query) => sql.count.get<{ runs: number }>(parameters(query, clock.now()))?.runs ?? 0,
    byStatus: () => Object.fromEntries(sql.byStatus.all<{ status: string; runs: number }>().map(({ status, runs }) => [status, runs])),
    figures,
  }
}

function parameters(query: RunQuery, now: number): Record<string, string | number | null> {
  const words = literal(query.text ?? '')
    .split(/\s+/)
    .filter(Boolean)
  return {
    now,
    limit: query.limit,
    after: query.after ?? null,
    status: query.status === undefined ? null : JSON.stringify(query.status),
    words: words.length === 0 ? null : JSON.stringify(words),
    agent: query.agent === undefined ? null : literal(query.agent),
    tool: query.tool === undefined ? null : literal(query.tool),
    session_id: query.session_id ?? null,
    since: query.since ?? null,
    until: query.until ?? null,
  }
}

/** For LIKE, whose wildcards mean nothing here. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
