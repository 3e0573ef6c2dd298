import type { Json, JsonObject } from '../kernel/json.ts'
import type { Provenance } from '../protocol/messages.ts'
import type { Phase, Plan } from '../protocol/plan.ts'
import type { JudgeTarget, ModelVerdict } from './model/judge-criteria.ts'

export interface Discovered {
  readonly title: string
  readonly result: Json
  readonly provenance?: Provenance
  /** What it changed, in words. */
  readonly effects_done?: readonly string[]
}

/** Work of this run that failed for good. */
export interface FailedWork {
  readonly id: string
  readonly title: string
  readonly task: string
  readonly code: string
  readonly message: string
  /** Marks `message`: it may be an agent's. */
  readonly provenance?: Provenance
  readonly effects_done: readonly string[]
  /** What the policy said no to meanwhile. */
  readonly refused: readonly string[]
}

export interface PlanInput {
  readonly task: string
  readonly phase: Phase
  /** What the person gave (--context-json), and earlier tasks of the session. */
  readonly context: JsonObject
  /** What the discovery phase found, by subtask id; empty in the first phase. */
  readonly discovered: Readonly<Record<string, Discovered>>
  /** Nothing in the first phase; then what could not be found out, or for a replan what could not be done. */
  readonly failed?: readonly FailedWork[]
  /** Ids that the run has used, whatever became of them. */
  readonly taken_ids?: readonly string[]
  /** A plan in place of one that went wrong: it may be empty when nothing better is known. */
  readonly replan?: boolean
  /** What was found out and has to be judged in the same breath. */
  readonly judge?: readonly JudgeTarget[]
  /** Marks `context.session`: results of earlier runs. */
  readonly session?: Provenance
  readonly agents: readonly { readonly agent_id: string; readonly description: string; readonly tools: readonly string[] }[]
  readonly max_subtasks: number
}

export type PlanOutcome =
  /** Where a verdict is not met the plan may be empty: what is missing is found out first. */
  | { readonly ok: true; readonly plan: Plan; readonly verdicts?: readonly ModelVerdict[] }
  /** `suggestions`: tasks that could be planned, phrased as a person would type them. */
  | {
      readonly ok: false
      readonly code: 'NO_MODEL' | 'PLAN_INVALID'
      readonly message: string
      readonly errors: readonly string[]
      readonly suggestions: readonly string[]
    }

export interface Planner {
  plan(input: PlanInput, signal: AbortSignal): Promise<PlanOutcome>
}
