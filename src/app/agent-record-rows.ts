import type { AgentUse } from '../store/agent-use.ts'
import type { Store } from '../store/store.ts'
import type { AgentMetricsRow, AgentUseRow } from '../view/agent-record-rows.ts'

const LATENCY_WINDOW = 50
const SHOWN_USES = 10

/** How an agent has done; null when it never ran. */
export function agentMetricsRow({ agentRecords }: Store, agent_id: string): AgentMetricsRow | null {
  const metrics = agentRecords.get(agent_id)
  if (metrics.runs === 0) return null
  const { cost_usd, degraded_digest: _, agent_id: __, ...sums } = metrics
  const judged = metrics.successes + metrics.failures
  const times = timesOf(agentRecords.uses(agent_id, LATENCY_WINDOW))
  return {
    ...sums,
    success_rate: judged === 0 ? null : metrics.successes / judged,
    p50_ms: quantile(times, 0.5),
    p95_ms: quantile(times, 0.95),
    cost_usd: metrics.unpriced_calls > 0 ? null : cost_usd,
    known_cost_usd: cost_usd,
  }
}

export function recentUses(store: Store, agent_id: string): AgentUseRow[] {
  return keptUses(store, agent_id).slice(0, SHOWN_USES)
}

export function keptUses({ agentRecords }: Store, agent_id: string): AgentUseRow[] {
  return agentRecords.uses(agent_id, LATENCY_WINDOW).map(({ agent_id: _, use_id: __, at, ...use }) => ({ ...use, ended_at: at }))
}

// A use that was cut off says nothing about how long the agent takes.
function timesOf(uses: readonly AgentUse[]): number[] {
  return uses.flatMap((use) => (use.outcome === 'excused' ? [] : [use.ms])).sort((a, b) => a - b)
}

/** By nearest rank. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
