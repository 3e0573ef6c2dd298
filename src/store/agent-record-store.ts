import type { Clock } from '../kernel/clock.ts'
import type { AgentRecordStore } from './agent-records.ts'
import type { AgentMetrics, AgentUse, NewAgentUse } from './agent-use.ts'
import type { Connection } from './connection.ts'
import type { Fence } from './records.ts'
import { AGENT_RECORD_SQL } from './sql/agent-record-sql.ts'
import { prepareStatements } from './statements.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const KEPT_USES = 50
/** What the router and the standing of an agent look at: older uses say little about what it is now. */
const RECENT = 20
const KEPT_ASIDE = 200

export interface MetricsRow extends AgentMetrics {
  readonly window_from: number
}

/** How agents have done: sums that only an explicit delete takes away, and the newest uses of each. */
export function createAgentRecordStore(options: { connection: Connection; unit: UnitOfWork; clock: Clock }): AgentRecordStore {
  const { unit, clock } = options
  const sql = prepareStatements(options.connection, AGENT_RECORD_SQL)

  function credit(fence: Fence, use: NewAgentUse): boolean {
    return unit.run(fence, () => {
      const row = { ...use, run_id: fence.run_id, at: clock.now() }
      if (sql.mark.run({ run_id: fence.run_id, subtask_id: use.subtask_id, attempt: use.attempt }).changes === 0) return false
      const { unpriced_calls, model_calls, unmetered_calls, known_usd, ...kept } = row
      sql.addUse.run({ ...kept, cost_usd: unpriced_calls > 0 ? null : known_usd })
      sql.prune.run({ agent_id: use.agent_id, kept: KEPT_USES })
      const outcome = { success: Number(use.outcome === 'success'), failure: Number(use.outcome === 'failure') }
      sql.sum.run({ ...row, ...outcome, excuse: Number(use.outcome === 'excused') })
      countRecent(use.agent_id)
      return true
    })
  }

  function countRecent(agent_id: string): void {
    const rows = sql.judged.all<Pick<AgentUse, 'outcome'>>(agent_id, RECENT)
    const successes = rows.filter((row) => row.outcome === 'success').length
    sql.recent.run({ agent_id, successes, failures: rows.length - successes })
  }

  function degrade(agent_id: string, why: { reason: string; digest: string }): boolean {
    return unit.run(undefined, () => {
      if (sql.degrade.run({ ...why, agent_id, now: clock.now() }).changes === 0) return false
      sql.rowStatus.run({ agent_id, from: 'active', to: 'degraded' })
      return true
    })
  }

  function restore(agent_id: string): boolean {
    return unit.run(undefined, () => {
      const changed = sql.restore.run(agent_id).changes > 0
      if (changed) sql.rowStatus.run({ agent_id, from: 'degraded', to: 'active' })
      return changed
    })
  }

  function forget(agent_id: string): void {
    unit.run(undefined, () => {
      sql.forgetTrials.run(agent_id)
      sql.forgetGenomes.run(agent_id)
      sql.forgetUses.run(agent_id)
      sql.forget.run(agent_id)
    })
  }

  function move(from: string, to: string): void {
    unit.run(undefined, () => {
      if (sql.get.get(from) === undefined) return
      forget(to)
      sql.moveTrials.run({ from, to })
      sql.moveGenomes.run({ from, to })
      sql.moveUses.run({ from, to })
      sql.move.run({ from, to })
    })
  }

  function setAside(agent_id: string, name: string): void {
    unit.run(undefined, () => {
      move(agent_id, name)
      for (const old of sql.oldestAside.all<{ agent_id: string }>(KEPT_ASIDE)) forget(old.agent_id)
    })
  }

  return {
    credit,
    markCredited: (fence, done) => void unit.run(fence, () => sql.mark.run({ run_id: fence.run_id, ...done })),
    creditedAttempts: (run_id) =>
      new Map(
        sql.credited.all<{ subtask_id: string; credited_attempt: number }>(run_id).map((row) => [row.subtask_id, row.credited_attempt]),
      ),
    get: (agent_id) => toMetrics(agent_id, sql.get.get<MetricsRow>(agent_id)),
    uses: (agent_id, limit) => sql.uses.all<AgentUse>(agent_id, limit),
    judged: (agent_id, limit) => sql.judged.all<Pick<AgentUse, 'outcome' | 'run_id'>>(agent_id, limit),
    degrade,
    restore,
    stillDegraded: (agent_id, digest) => void unit.run(undefined, () => sql.stillDegraded.run({ agent_id, digest })),
    degraded: () =>
      new Map(sql.degraded.all<{ agent_id: string; degraded_digest: string }>().map((row) => [row.agent_id, row.degraded_digest])),
    setAside,
    forget,
    bringBack: (name, agent_id) => move(name, agent_id),
  }
}

export function toMetrics(agent_id: string, row: MetricsRow | undefined): AgentMetrics {
  if (row === undefined) return unused(agent_id)
  const { window_from: _, ...metrics } = row
  return metrics
}

function unused(agent_id: string): AgentMetrics {
  return {
    agent_id,
    runs: 0,
    successes: 0,
    failures: 0,
    excused: 0,
    total_ms: 0,
    input_tokens: 0,
    output_tokens: 0,
    model_calls: 0,
    unmetered_calls: 0,
    cost_usd: 0,
    unpriced_calls: 0,
    tool_calls: 0,
    tool_failures: 0,
    recent_successes: 0,
    recent_failures: 0,
    degraded_at: null,
    degraded_reason: null,
    degraded_digest: null,
    last_used_at: null,
  }
}
