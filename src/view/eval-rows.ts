import type { RunStatus } from '../protocol/run.ts'

/** What came of evaluating recorded runs. */
export interface EvalReport {
  readonly provider: string
  readonly model: string
  readonly runs: readonly EvalRow[]
  readonly totals: { readonly recorded: EvalSums; readonly now: EvalSums } & Readonly<Record<EvalOutcome, number>>
}

/** `worse`: a lower status, or a criterion that was met and is not. `better`: the other way round. `changed`: another answer or other tool calls. */
export const EVAL_OUTCOMES = ['same', 'changed', 'better', 'worse'] as const
export type EvalOutcome = (typeof EVAL_OUTCOMES)[number]

export interface EvalRow {
  readonly file: string
  readonly run_id: string
  readonly task: string
  readonly outcome: EvalOutcome
  /** What got worse or better, in words. */
  readonly reasons: readonly string[]
  readonly recorded: EvalFigures
  readonly now: EvalFigures
  /** Tool calls that are not in the recording: they were not carried out. */
  readonly unavailable: readonly string[]
  /** Lines of the answer that differ. */
  readonly diff: readonly string[]
}

export interface EvalSums {
  readonly tool_calls: number
  readonly model_calls: number
  readonly tokens: number
  /** null: a price is not known. */
  readonly cost_usd: number | null
  readonly duration_ms: number
}

export interface EvalFigures extends EvalSums {
  readonly status: RunStatus
  readonly error: string | null
  readonly answer: string
  /** Names of the tools in the order of their calls. */
  readonly tools: readonly string[]
  /** The last verdict about each acceptance criterion. */
  readonly criteria: Readonly<Record<string, 'met' | 'not_met' | 'open'>>
}
