import type { RunStatus } from '../protocol/run.ts'
import type { RunRow } from './rows.ts'
import type { RunStage } from './stats/run-stage.ts'

/** A run in a list, with what it came to so far. */
export interface ListedRun extends RunRow {
  /** Who worked for it, in the order of the plan. */
  readonly agents: readonly string[]
  /** Words by which a person finds it again. */
  readonly tags: readonly string[]
  readonly tokens: number
  /** US dollars; null: the price of a call is not known. */
  readonly cost_usd: number | null
  /** Where it stands, or where it went wrong; null: it was completed. */
  readonly stage: RunStage | null
  /** Subtasks of its plan, and those that are over. */
  readonly steps: number
  readonly steps_done: number
  /** Whether a process carries it on now. */
  readonly held: boolean
  /** Whether it can go on where it stands. */
  readonly resumable: boolean
  /** Who asked it to stop; null: nobody, or it was long ago. */
  readonly cancel_requested_by: string | null
}

export interface RunPage {
  readonly runs: readonly ListedRun[]
  /** On all pages. */
  readonly total: number
  /** `after` of the next page; null: this is the last one. */
  readonly next: string | null
  /** Of the whole workspace, whatever is looked for. */
  readonly counts: Partial<Readonly<Record<RunStatus, number>>>
  /** How many of each status fit all that is looked for but the status. */
  readonly facets: Partial<Readonly<Record<RunStatus, number>>>
}
