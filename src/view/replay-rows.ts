import type { Json } from '../kernel/json.ts'

/** What came of playing a run again. */
export interface ReplayReport {
  readonly run_id: string
  readonly same: boolean
  /** How many events were compared and found the same. */
  readonly events: number
  /** Answered from the journal; none was made. */
  readonly model_calls: number
  readonly tool_calls: number
  /** Strands of the run (a subtask, an intent) that differ. */
  readonly differences: number
  readonly first: ReplayDifference | null
  /** Where the recorded run was ended, when it did not come to its end; null otherwise. */
  readonly ended_early: string | null
}

export interface ReplayDifference {
  readonly strand: string
  readonly type: string
  readonly subtask_id: string | null
  readonly attempt: number | null
  /** Of the recorded event; null: the replay has one more. */
  readonly seq: number | null
  /** The member that differs; empty: the event itself. */
  readonly path: string
  readonly recorded: Json
  readonly replayed: Json
  /** Why, where claw can tell. */
  readonly hint: string | null
}
