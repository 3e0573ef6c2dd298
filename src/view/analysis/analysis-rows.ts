import type { RunStage } from '../stats/run-stage.ts'

/** Where a run stands, where its time went, and why it failed. Times are milliseconds since 1970. All text is untrusted. */
export interface RunAnalysis {
  readonly run_id: string
  /** All six, in their order. */
  readonly stages: readonly StageAnalysis[]
  /** Where it is, or where it stopped; null: it has ended. */
  readonly current: RunStage | null
  readonly failed: RunStage | null
  readonly spent: TimeSpent
  readonly cause: RootCause | null
}

/** `stopped`: the run was let go of here; a resume goes on with it. `skipped`: the run ended without it. */
export type StageState = 'pending' | 'active' | 'stopped' | 'done' | 'failed' | 'skipped'

export interface StageAnalysis {
  readonly stage: RunStage
  readonly title: string
  /** The nodes of the graph whose work it is. */
  readonly nodes: readonly string[]
  readonly state: StageState
  readonly started_at: number | null
  readonly ended_at: number | null
  /** Of the time of the run that passed in it: the stages together give the whole. */
  readonly duration_ms: number
  readonly model_calls: number
  readonly tool_calls: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** US dollars; null: the price of a call is not known. */
  readonly cost_usd: number | null
  readonly artifacts: number
  readonly retries: number
}

/** What the time of the run was spent on; together they are the whole of it. Where several things went on, the first of this order counts. */
export interface TimeSpent {
  readonly model_ms: number
  readonly tools_ms: number
  /** Waiting for an approval or an answer. */
  readonly person_ms: number
  /** claw and the capsules themselves. */
  readonly own_ms: number
  /** Nobody carried it out. */
  readonly stopped_ms: number
}

export interface RootCause {
  /** In one sentence. */
  readonly sentence: string
  /** The event that tells it. */
  readonly seq: number
  readonly stage: RunStage
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly code: string | null
  /** The rule of the policy that said no. */
  readonly rule: string | null
}
