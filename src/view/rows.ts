import type { Json, JsonObject } from '../kernel/json.ts'
import type { ApprovalFacts, ApprovalScope, GrantMatch } from '../protocol/approval.ts'
import type { FileChangeOp } from '../protocol/file-change.ts'
import type { ErrorDocument, RunStatus, WaitingReason } from '../protocol/run.ts'
import type { AgentMetricsRow, AgentUseRow } from './agent-record-rows.ts'
import type { EvolutionRow } from './evolution-rows.ts'
import type { AgentMemoryState } from './memory-row.ts'

/** Rows as every face shows them. Times are milliseconds since 1970 (faces print ISO or ages); rows of the store fit as they are. */

export interface RunRow {
  readonly run_id: string
  readonly task: string
  readonly status: RunStatus
  readonly waiting_reason: WaitingReason | null
  readonly engine: 'rules' | 'model' | 'mixed'
  readonly session_id: string
  readonly workspace: string
  readonly actor: string
  readonly origin: string
  readonly error: ErrorDocument | null
  readonly exit_code: number | null
  readonly created_at: number
  readonly updated_at: number
  readonly ended_at: number | null
}

export interface AgentRow {
  readonly agent_id: string
  readonly name: string
  readonly description: string
  readonly source: 'configured' | 'workspace_state' | 'workspace' | 'shipped'
  readonly folder: string
  /** `disabled`: given no work until somebody enables it. */
  readonly status: 'active' | 'degraded' | 'broken' | 'disabled'
  /** Why it is broken, else null. */
  readonly problem: string | null
  readonly tags: readonly string[]
  readonly tools: readonly string[]
  readonly skills: readonly string[]
  /** null when it never ran. */
  readonly metrics: AgentMetricsRow | null
  readonly pin: PinState
  /** Folders of the same id that this one hides. */
  readonly shadows: readonly string[]
}

/** How a thing stands to what it was when it was first seen. `asks`: it is not used before a person accepts it. */
export interface PinState {
  readonly state: 'shipped' | 'new' | 'same' | 'applies' | 'asks' | 'broken'
  /** Who vouches for it: claw made it, a person accepted it, or it was only found. */
  readonly trust: 'made' | 'found' | 'accepted' | null
  readonly digest: string | null
  /** What changed, in words. */
  readonly what: readonly string[]
}

export interface AgentDetail extends AgentRow, AgentMemoryState {
  /** The manifest as its file says; null when it cannot be read. */
  readonly manifest: JsonObject | null
  readonly skill_text: string | null
  readonly digest: string | null
  /** Its newest uses, newest first. */
  readonly recent: readonly AgentUseRow[]
  /** null for a broken one. */
  readonly evolution: EvolutionRow | null
  /** Tasks that it did well, or took from an agent that was not made: it is found by them. */
  readonly learned: readonly string[]
  /** Only with --include-embedding. */
  readonly embedding?: { readonly model: string; readonly dim: number; readonly vectors: readonly EmbeddingRow[] }
}

export interface EmbeddingRow {
  readonly kind: string
  readonly text: string
  readonly vector: readonly number[]
}

export interface ToolRow {
  readonly name: string
  readonly description: string
  /** Every effect that a call of it can have. */
  readonly effects: readonly string[]
  readonly input_schema: JsonObject
  readonly examples: readonly JsonObject[]
  readonly aliases: Readonly<Record<string, string>>
  /** Whether the asked agent may use it; true for all when no agent was named. */
  readonly allowed: boolean
}

export interface ApprovalRow {
  readonly approval_id: string
  readonly run_id: string
  readonly subtask_id: string | null
  readonly agent_id: string | null
  readonly kind: 'tool' | 'create_agent' | 'api' | 'question' | 'plan'
  readonly args: Json
  readonly args_hash: string
  readonly summary: string
  /** Why it is asked: the rule. */
  readonly why: string
  /** What the agent says, unverified. */
  readonly claim: string
  readonly options: readonly string[]
  /** What the host knows about it. */
  readonly facts: ApprovalFacts
  readonly status: 'pending' | 'approved' | 'denied' | 'expired' | 'answered'
  readonly scope: ApprovalScope | null
  readonly decided_by: string | null
  readonly note: string | null
  readonly answer: string | null
  readonly created_at: number
  readonly expires_at: number
  readonly decided_at: number | null
}

/** A saved yes. */
export interface GrantRow {
  readonly grant_id: string
  readonly scope: 'window' | 'always'
  readonly match: GrantMatch
  /** Holds inside of the OS sandbox only. */
  readonly sandboxed: boolean
  readonly workspace: string
  readonly by: string
  /** What was asked when it was given. */
  readonly why: string
  /** The run that asked. */
  readonly run_id: string
  readonly created_at: number
  /** null: until it is revoked. */
  readonly expires_at: number | null
  readonly live: boolean
  /** null for a grant of another workspace: its uses stand there. */
  readonly uses: number | null
  readonly last_used_at: number | null
}

/** A secret of the user, never with its value. */
export interface SecretRow {
  readonly name: string
  /** The engine gets the key of its provider; tools get the others. */
  readonly for: 'engine' | 'tools'
  readonly set_at: number | null
  readonly hosts: readonly string[]
  /** Empty: every agent. */
  readonly agents: readonly string[]
  /** In this workspace. */
  readonly uses: number
  readonly last_used_at: number | null
}

/** What the policy says about a call after a grant was saved for it. */
export interface GrantEvaluation {
  readonly decision: 'allow' | 'ask' | 'deny'
  readonly rule: string
  readonly reason: string
}

export interface AuditRow {
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

/** A rule that was looked at for a decision. */
export interface PolicyStepRow {
  readonly rule: string
  /** The file that it stands in, or what it belongs to. */
  readonly origin: string
  readonly decision: string
  readonly matched: boolean
  readonly reason: string
}

export interface AuditExplanation {
  readonly record: AuditRow
  /** Whose run it was; null for what belongs to no run. */
  readonly on_behalf_of: { readonly actor: string; readonly origin: string; readonly task: string } | null
  readonly workspace: string
  /** The tool call, with secrets masked. */
  readonly call: { readonly tool: string; readonly args: Json; readonly reason: string } | null
  /** The rules in the order in which they were looked at; empty for a record that no policy decided. */
  readonly steps: readonly PolicyStepRow[]
  /** The answer that this very call was given. */
  readonly approval: Pick<ApprovalRow, 'approval_id' | 'kind' | 'status' | 'scope' | 'decided_by' | 'note' | 'why'> | null
  readonly outcome: { readonly ok: boolean; readonly error: string | null; readonly at: string } | null
  /** What else the log says about the same call, in order. */
  readonly same_call: readonly AuditRow[]
}

export interface DoctorCheck {
  readonly name: string
  /** `warn` works, with a loss that the detail names; only a failed required check makes `doctor` exit 3. */
  readonly state: 'ok' | 'warn' | 'failed'
  readonly required: boolean
  readonly detail: string
  /** A command to paste; empty when ok. */
  readonly fix: string
  readonly duration_ms: number
}

export interface UndoRow {
  readonly op: FileChangeOp
  readonly path: string
  readonly to_path: string | null
  /** Why it stays; empty for what is put back. */
  readonly reason: string
}

/** What `claw undo` does or would do, the last change first. */
export interface UndoReport {
  readonly run_id: string
  readonly task: string
  readonly dry_run: boolean
  readonly undone: readonly UndoRow[]
  readonly skipped: readonly UndoRow[]
  /** Changes that are as before already. */
  readonly settled: number
  /** Calls whose changes nobody recorded. */
  readonly not_undoable: readonly string[]
  /** Only of a dry run. */
  readonly diff: readonly string[]
}
