import type { RunStatus, WaitingReason } from '../../protocol/run.ts'
import type { RunStage } from './run-stage.ts'

/** How the runs of a workspace went over time. Times are milliseconds since 1970, durations milliseconds, costs US dollars. */
export interface StatsRow {
  readonly since: number
  readonly until: number
  readonly bucket_ms: number
  readonly totals: StatsFigures
  /** The same of the period before, which is as long; null where there is none (all). */
  readonly before: StatsFigures | null
  readonly buckets: readonly (StatsFigures & { readonly at: number })[]
  /** What failed most often, first. */
  readonly failing: {
    readonly agents: readonly FailingRow[]
    readonly tools: readonly FailingRow[]
    readonly codes: readonly FailingRow[]
  }
  readonly stages: readonly StageHealth[]
  /** As of now, whatever the period. */
  readonly stuck: readonly StuckRun[]
}

export interface StatsFigures {
  readonly started: number
  readonly completed: number
  readonly partial: number
  readonly failed: number
  readonly denied: number
  readonly cancelled: number
  /** Let go of before the end; a resume goes on with it. */
  readonly interrupted: number
  /** Completed among completed, partial, failed and denied, 0 to 1; null: none of them. */
  readonly success_rate: number | null
  /** Of completed and partial runs from start to end, waiting for people included; null: none. */
  readonly latency_p50_ms: number | null
  readonly latency_p95_ms: number | null
  readonly model_calls: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** null: the price of a call is not known. */
  readonly cost_usd: number | null
  /** What is known of it, and how many calls are not in it. */
  readonly known_cost_usd: number
  readonly unpriced_calls: number
  readonly tool_calls: number
  readonly tool_failures: number
  readonly approvals_asked: number
  readonly approvals_answered: number
  /** null: none was answered. */
  readonly approval_wait_p50_ms: number | null
  readonly approval_wait_longest_ms: number | null
}

export interface FailingRow {
  readonly name: string
  readonly failures: number
  /** Of so many; of error codes as many as there are failures. */
  readonly of: number
  /** The error that it failed with most often; null: none was named. */
  readonly code: string | null
  /** The newest failure. */
  readonly at: number
  readonly run_id: string
}

/** What passed a stage and what did not. */
export interface StageHealth {
  readonly stage: RunStage
  readonly ok: number
  readonly failed: number
}

export interface StuckRun {
  readonly run_id: string
  readonly task: string
  readonly status: RunStatus
  readonly waiting_reason: WaitingReason | null
  /** Since when nothing happened. */
  readonly since: number
  readonly reason: 'silent' | 'waiting' | 'not_taken'
}
