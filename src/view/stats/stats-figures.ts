import type { RunStatus } from '../../protocol/run.ts'
import type { StatsFigures } from './stats-rows.ts'

/** What was counted, of a period or of a piece of it. */
export interface Counted {
  readonly started: number
  readonly ended: readonly { readonly status: RunStatus; readonly created_at: number; readonly ended_at: number }[]
  readonly models: readonly ModelCount[]
  readonly tools: readonly { readonly ok: 0 | 1; readonly calls: number }[]
  readonly asked: number
  readonly answered: readonly { readonly created_at: number; readonly decided_at: number }[]
}

export interface ModelCount {
  readonly calls: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cost_usd: number
  readonly unpriced: number
}

export function statsFigures({ started, ended, models, tools, asked, answered }: Counted): StatsFigures {
  const of = (status: RunStatus): number => ended.filter((run) => run.status === status).length
  const [completed, partial, failed, denied] = [of('completed'), of('partial'), of('failed'), of('denied')]
  const judged = completed + partial + failed + denied
  const latencies = sorted(ended.filter(({ status }) => status === 'completed' || status === 'partial').map(lengthOfRun))
  const waits = sorted(answered.map(({ created_at, decided_at }) => decided_at - created_at))
  const known_cost_usd = sum(models, (use) => use.cost_usd)
  const unpriced_calls = sum(models, (use) => use.unpriced)
  return {
    started,
    completed,
    partial,
    failed,
    denied,
    cancelled: of('cancelled'),
    interrupted: of('interrupted'),
    success_rate: judged === 0 ? null : completed / judged,
    latency_p50_ms: percentile(latencies, 0.5),
    latency_p95_ms: percentile(latencies, 0.95),
    model_calls: sum(models, (use) => use.calls),
    input_tokens: sum(models, (use) => use.input_tokens),
    output_tokens: sum(models, (use) => use.output_tokens),
    cost_usd: unpriced_calls > 0 ? null : known_cost_usd,
    known_cost_usd,
    unpriced_calls,
    tool_calls: sum(tools, (tool) => tool.calls),
    tool_failures: sum(tools, (tool) => (tool.ok === 1 ? 0 : tool.calls)),
    approvals_asked: asked,
    approvals_answered: answered.length,
    approval_wait_p50_ms: percentile(waits, 0.5),
    approval_wait_longest_ms: waits.at(-1) ?? null,
  }
}

/** Nearest rank; `values` ascending. null: there is none. */
export function percentile(values: readonly number[], rank: number): number | null {
  return values[Math.max(0, Math.ceil(values.length * rank) - 1)] ?? null
}

// A clock that was set back makes no negative time.
function lengthOfRun({ created_at, ended_at }: { readonly created_at: number; readonly ended_at: number }): number {
  return Math.max(0, ended_at - created_at)
}

function sorted(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b)
}

function sum<T>(rows: readonly T[], value: (row: T) => number): number {
  return rows.reduce((total, row) => total + value(row), 0)
}
