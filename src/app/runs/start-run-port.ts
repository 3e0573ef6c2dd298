import type { JsonObject } from '../../kernel/json.ts'
import type { Prompter } from '../prompter-port.ts'

export interface StartRunOptions {
  readonly task: string
  /** Its own session when absent. */
  readonly session_id?: string
  /** What the person gave with --context-json. */
  readonly context: JsonObject
  /** The agent that takes the task, without a plan. */
  readonly agent_id?: string
  /** Stop after the plan: the run ends `completed`, `plan.created` holds the plan. */
  readonly plan_only: boolean
  /** The plan is asked for before it is carried out; absent: as CLOSED_CLAW_PLAN_APPROVAL says. */
  readonly approve_plan?: boolean
  /** The face that it came from; `cli` when absent. */
  readonly origin?: 'cli' | 'web'
  /** Tokens over all model calls of the run; a limit reached ends it `interrupted` with 7. */
  readonly max_tokens?: number | null
  /** The same in US dollars; needs a model whose price is known. Absent: as the settings say; null: no limit. */
  readonly max_cost_usd?: number | null
  readonly timeout_ms?: number
  /** The organise options: the plan is made from them, not from the words of the task. */
  readonly organize?: { readonly path: string; readonly dryRun: boolean; readonly recursive: boolean }
  /** The same key gives the same run, also after a crash. Throws KEY_REUSED when that one has another task. */
  readonly idempotency_key?: string
  /** Words by which it is found again. Throws USAGE. */
  readonly tags?: readonly string[]
  /** Tools that agents may use in this run at most. Throws USAGE for one that is not there. */
  readonly tools?: readonly string[]
  /** Of every model call, 0..2. */
  readonly temperature?: number
  /** Settings that were chosen for this run alone, as flags say them (`--policy=readonly`): a rerun gets them too. */
  readonly flags?: readonly string[]
  /** Absent when nobody can be asked: what needs an answer parks. */
  readonly prompter?: Prompter
}

export interface ResumeOptions {
  /** The verdict of a person about every effect in doubt of this run. */
  readonly in_doubt?: 'done' | 'retry' | 'abandon'
  /** New limits in place of those that the run was started with; null: none. */
  readonly max_tokens?: number | null
  readonly max_cost_usd?: number | null
  readonly timeout_ms?: number
  readonly prompter?: Prompter
}
