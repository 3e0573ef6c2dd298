import type { Json, JsonObject } from '../kernel/json.ts'
import type { ApprovalFacts, ApprovalScope } from '../protocol/approval.ts'
import type { PlannedFileChange } from '../protocol/file-change.ts'
import type { Artifact, TaskRequest, WireError } from '../protocol/messages.ts'
import type { Engine, Subtask } from '../protocol/plan.ts'
import type { ErrorDocument, RunStatus, SubtaskStatus, WaitingReason } from '../protocol/run.ts'

/** The rows of the registry as plain values. Times are milliseconds since 1970. */

export interface Owner {
  readonly pid: number
  /** Start time of the process in clock ticks (field 22 of /proc/<pid>/stat) or '' where the system has none: pids are reused. */
  readonly start_time: string
  readonly host: string
}

/** Proof of ownership: every write of a run's owner carries it and is refused when the epoch has moved on. */
export interface Fence {
  readonly run_id: string
  readonly epoch: number
}

export interface RunRecord {
  readonly run_id: string
  readonly task: string
  readonly session_id: string
  readonly actor: string
  readonly origin: string
  readonly idempotency_key: string | null
  readonly workspace: string
  readonly engine: Engine
  readonly status: RunStatus
  readonly waiting_reason: WaitingReason | null
  /** Words by which a person finds it again. */
  readonly tags: readonly string[]
  /** The options that the run was started with; a resume goes on with them. */
  readonly options: JsonObject
  readonly result: Json
  readonly error: ErrorDocument | null
  readonly exit_code: number | null
  readonly created_at: number
  readonly updated_at: number
  readonly ended_at: number | null
  readonly owner: Owner | null
  readonly heartbeat_at: number | null
  readonly epoch: number
  readonly cancel_requested_by: string | null
}

export interface SubtaskRecord {
  readonly run_id: string
  readonly spec: Subtask
  readonly position: number
  readonly status: SubtaskStatus
  /** The current or last attempt, from 1; 0 before the first. */
  readonly attempt: number
  readonly agent_id: string | null
  readonly result: Json
  readonly artifacts: readonly Artifact[]
  readonly error: WireError | null
  /** Who took it out of the plan: a replan, or the person who approved it. null: it is part of the plan. */
  readonly dropped: 'replan' | 'person' | null
  readonly started_at: number | null
  readonly ended_at: number | null
}

export interface AttemptRecord {
  readonly run_id: string
  readonly subtask_id: string
  readonly attempt: number
  readonly agent_id: string
  /** Frozen at the start, so that a resumed capsule gets the very same request. */
  readonly request: TaskRequest
  readonly status: 'running' | 'succeeded' | 'failed'
  readonly error: WireError | null
  readonly started_at: number
  readonly ended_at: number | null
}

export type JournalKind = 'tool_call' | 'model_call' | 'memory_query' | 'api_call' | 'ask_user' | 'delegate'
export type JournalState = 'requested' | 'decided' | 'started' | 'done'

/** A coordinator's own model calls (plan, synthesis) stand under the subtask ids `@plan.discovery`, `@plan.execution`, `@synthesis`, ... with attempt 1. */
export interface JournalKey {
  readonly run_id: string
  readonly subtask_id: string
  readonly attempt: number
}

export interface JournalEntry extends JournalKey {
  readonly seq: number
  readonly kind: JournalKind
  readonly request_hash: string
  /** Which occurrence of this request_hash in this attempt, from 1. */
  readonly occurrence: number
  readonly request: Json
  readonly state: JournalState
  /** What policy said; null before. */
  readonly decision?: JsonObject | null
  /** What the tool needs to know after a crash: its recovery class and the hashes before and after. */
  readonly effect: JsonObject | null
  readonly response: Json
  readonly at: number
}

/** A change of a file that a run began; `has_image`: its before-image is still kept. */
export interface FileChangeRecord extends PlannedFileChange {
  readonly id: number
  readonly run_id: string
  readonly subtask_id: string
  readonly attempt: number
  /** Of the journal entry. */
  readonly seq: number
  readonly state: 'made' | 'undoing' | 'undone'
  readonly has_image: boolean
  readonly at: number
}

export interface AuditRecord {
  readonly n: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly run_id: string | null
  readonly subtask_id: string | null
  readonly agent_id: string | null
  readonly target: string
  readonly decision: string | null
  readonly rule: string | null
  readonly reason: string | null
  readonly args_hash: string | null
  readonly detail: Json
  readonly prev_hash: string
  readonly hash: string
}
export type NewAuditRecord = Partial<
  Pick<AuditRecord, 'run_id' | 'subtask_id' | 'agent_id' | 'decision' | 'rule' | 'reason' | 'args_hash' | 'detail'>
> &
  Pick<AuditRecord, 'actor' | 'action' | 'target'>

export type AuditVerdict =
  | { readonly ok: true; readonly records: number; readonly head: string }
  | { readonly ok: false; readonly records: number; readonly first_bad: number; readonly problem: string }

export type ApprovalKind = 'tool' | 'create_agent' | 'api' | 'question' | 'plan'
export type ApprovalStatus = 'pending' | 'approved' | 'denied' | 'expired' | 'answered'

export interface ApprovalRecord {
  readonly approval_id: string
  readonly run_id: string
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly agent_id: string | null
  readonly kind: ApprovalKind
  /** Hash of `args`: what was approved is what runs. */
  readonly args_hash: string
  readonly args: Json
  readonly summary: string
  /** Why it is asked: the rule. */
  readonly why: string
  /** What the agent says, unverified. */
  readonly claim: string
  readonly options: readonly string[]
  /** What the host knows about it; every face shows the same. */
  readonly facts: ApprovalFacts
  readonly status: ApprovalStatus
  readonly scope: ApprovalScope | null
  readonly decided_by: string | null
  readonly note: string | null
  readonly answer: string | null
  readonly consumed: boolean
  readonly created_at: number
  readonly expires_at: number
  readonly decided_at: number | null
}

export interface AgentRecord {
  readonly agent_id: string
  readonly folder: string
  readonly source: 'configured' | 'workspace_state' | 'workspace' | 'shipped'
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly tools: readonly string[]
  readonly skills: readonly string[]
  readonly status: 'active' | 'degraded' | 'broken'
  readonly problem: string | null
  /** Hash over manifest and skill.md: an unchanged folder is not embedded again. */
  readonly digest: string
}

/** As it is read back: `disabled` is no part of the index, so that making the index anew leaves it. */
export interface StoredAgent extends AgentRecord {
  readonly disabled: boolean
}

export interface AgentVector {
  readonly kind: 'description' | 'example' | 'task_done'
  readonly text: string
  readonly vector: Float32Array
}

export interface CapsuleJob {
  readonly run_id: string
  readonly subtask_id: string
  readonly attempt: number
  readonly agent_id: string
}
