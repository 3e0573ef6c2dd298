import type { RunEvent } from '../../protocol/events.ts'
import type { Manifest } from '../../protocol/manifest.ts'
import type { ApprovalRecord, AttemptRecord, FileChangeRecord, JournalEntry, RunRecord, SubtaskRecord } from '../../store/records.ts'

/** Everything that a run left behind and that it takes to play it again. */
export interface Recording {
  readonly run: RecordedRun
  readonly subtasks: readonly SubtaskRecord[]
  readonly attempts: readonly AttemptRecord[]
  readonly journal: readonly JournalEntry[]
  readonly events: readonly RunEvent[]
  readonly approvals: readonly RecordedApproval[]
  readonly changes: readonly FileChangeRecord[]
  /** Earlier runs of the session that this one was told of, oldest first, with what they had read. */
  readonly session: readonly { readonly run: RecordedRun; readonly taint: readonly RunEvent[] }[]
  readonly agents: readonly RecordedAgent[]
  /** Results that were too large for a line of the wire: the whole JSON text by its SHA-256. */
  readonly refs: Readonly<Record<string, string>>
  readonly sandbox_held: boolean
}

export type RecordedRun = Pick<
  RunRecord,
  | 'run_id'
  | 'task'
  | 'session_id'
  | 'actor'
  | 'origin'
  | 'workspace'
  | 'engine'
  | 'status'
  | 'options'
  | 'result'
  | 'error'
  | 'created_at'
  | 'ended_at'
>

export type RecordedApproval = Pick<
  ApprovalRecord,
  'approval_id' | 'subtask_id' | 'kind' | 'args_hash' | 'status' | 'scope' | 'decided_by' | 'note' | 'answer'
>

/** An agent that worked in the run, as its folder said when it was recorded. */
export interface RecordedAgent {
  readonly manifest: Manifest
  readonly skill_text: string
}
