import type { Config } from '../config/config.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { RunEvent } from '../protocol/events.ts'
import type { RunStatus } from '../protocol/run.ts'
import type { ApprovalQuery } from '../store/approval-query.ts'
import type { ChangePreview } from '../view/change-preview.ts'
import type { PolicyRow, RuleChange, ToolCallRow, ToolRequest, ToolVerdict } from '../view/policy-rows.ts'
import type { ApprovalRow, DoctorCheck, GrantEvaluation, GrantRow, RunRow, UndoReport } from '../view/rows.ts'
import type { AgentFunctions } from './agent-functions-port.ts'
import type { AgentCareFunctions } from './agents/agent-edit-port.ts'
import type { AgentDraftFunctions } from './agents/draft-port.ts'
import type { EvolutionFunctions } from './agents/evolution-functions.ts'
import type { AuditFunctions } from './audit-functions-port.ts'
import type { CreationFunctions } from './creations/creation-functions-port.ts'
import type { DetachedFunctions } from './detached/detached-port.ts'
import type { EvalFunctions } from './eval/eval-functions-port.ts'
import type { FaultFunctions } from './faults/fault-functions-port.ts'
import type { FeedFunctions } from './feed/feed-port.ts'
import type { ForkFunctions } from './fork/fork-functions-port.ts'
import type { MemoryFunctions } from './memory/memory-functions-port.ts'
import type { ModelTools } from './models/model-tools-port.ts'
import type { ApprovalDecision } from './prompter-port.ts'
import type { ReplayFunctions } from './replay/replay-functions-port.ts'
import type { RunFileFunctions } from './runs/files/run-file-functions-port.ts'
import type { RunCareFunctions } from './runs/run-care-port.ts'
import type { ResumeOptions, StartRunOptions } from './runs/start-run-port.ts'
import type { SecretFunctions } from './secrets/secret-functions-port.ts'
import type { SettingFunctions } from './settings/setting-functions.ts'
import type { SkillFunctions } from './skill-functions-port.ts'
import type { StatsFunctions } from './stats/stats-port.ts'
import type { SystemFunctions } from './system/system-port.ts'
import type { WhyFunctions } from './why/why-port.ts'

/**
 * What the command line needs of the app. `src/app/create-app.ts` exports the functions of `AppModule`; it is imported on first use, and
 * nothing heavy (LangGraph, model clients) may load before a run starts. Everything that fails as expected throws ClawError.
 */
export interface AppModule {
  /** Opens the store of `config.workspace` (creating `.closed_claw` when absent) and indexes agents. Throws STATE_UNWRITABLE, STORE_*. */
  createApp(config: Config): Promise<App>
  /** Works without an openable store: a corrupt registry is a failed check. Every check ends within 2 s, in the order of the list. */
  checkHealth(config: Config, onCheck?: (check: DoctorCheck) => void): Promise<DoctorCheck[]>
  /** Looking at models and trying them, without a registry. */
  modelTools(config: Pick<Config, 'userConfigDir'>): Promise<ModelTools>
  /** What `uninstall` would take away: state of this workspace, user state, user configuration. Touches nothing. */
  planRemoval(config: Config): Promise<RemovalItem[]>
  /** Takes exactly these items away. Refuses (RUN_HELD) while a live process owns a run of the workspace. */
  remove(config: Config, items: readonly RemovalItem[]): Promise<void>
}

export interface App
  extends SecretFunctions,
    SettingFunctions,
    AuditFunctions,
    MemoryFunctions,
    WhyFunctions,
    ReplayFunctions,
    ForkFunctions,
    EvalFunctions,
    AgentFunctions,
    AgentCareFunctions,
    AgentDraftFunctions,
    EvolutionFunctions,
    SkillFunctions,
    DetachedFunctions,
    FaultFunctions,
    FeedFunctions,
    RunCareFunctions,
    StatsFunctions,
    CreationFunctions,
    SystemFunctions,
    RunFileFunctions {
  readonly config: Config

  // runs of this workspace
  /** The run row exists when this resolves. Throws TASK_EMPTY, TASK_TOO_LONG, NOT_FOUND (the named agent). */
  startRun(options: StartRunOptions): Promise<LiveRun>
  /** Throws NOT_RESUMABLE, RUN_HELD, NOT_FOUND, RUN_BROUGHT, IN_DOUBT (an effect in doubt and no verdict given). */
  resumeRun(run_id: string, options: ResumeOptions): Promise<LiveRun>
  /** Follows a run that any process owns; a run that has ended gives its events and is done. */
  watchRun(run_id: string, signal: AbortSignal): Promise<WatchedRun>
  listRuns(options: { readonly limit: number; readonly status?: RunStatus }): Promise<RunRow[]>
  /** Throws NOT_FOUND. */
  getRun(run_id: string): Promise<RunRow>
  /** In order of seq; `tail` gives the last n. */
  events(run_id: string, options?: { readonly after_seq?: number; readonly tail?: number }): Promise<RunEvent[]>

  /** Puts the files of an ended run back, as far as nobody has changed them since; `paths` absolute. Throws NOT_FOUND, RUN_OPEN, RUN_HELD. */
  undoRun(run_id: string, options: { readonly paths: readonly string[]; readonly dryRun: boolean }): Promise<UndoReport>
  /** The run that changed files last and is not wholly undone. */
  lastChangedRun(): Promise<string | undefined>

  /** A full id or a unique prefix (4 or more characters; agents: also shorter full ids), first here, then in every known workspace. Throws ID_INVALID, ID_AMBIGUOUS, NOT_FOUND. */
  locate(kind: 'run' | 'approval' | 'agent', prefix: string): Promise<{ readonly id: string; readonly workspace: string }>

  // approvals and questions
  /** Newest first. */
  listApprovals(query: ApprovalQuery): Promise<ApprovalRow[]>
  getApproval(approval_id: string): Promise<ApprovalRow>
  /** What the files would become, as they stand now, by the call that a pending approval asks about. Throws NOT_FOUND. */
  approvalChanges(approval_id: string): Promise<ChangePreview[]>
  /** The first answer wins. Resolves to undefined when it had been decided or had expired before. Throws PLAN_CHANGE_INVALID for a change that leaves no plan. */
  decideApproval(approval_id: string, decision: ApprovalDecision): Promise<ApprovalRow | undefined>
  /** What the policy says about the call of this approval by now; undefined where that cannot be known in this process. */
  evaluateApproval(approval_id: string): Promise<GrantEvaluation | undefined>
  /** Answers a question of an agent; undefined as above. */
  answerQuestion(question_id: string, answer: string): Promise<ApprovalRow | undefined>

  // grants: what was allowed for longer than a run, in every workspace
  /** Throws CONFIG_INVALID for a broken file. */
  listGrants(): Promise<GrantRow[]>
  /** Gives those that were there. */
  revokeGrants(ids: readonly string[] | 'all'): Promise<GrantRow[]>

  // policy, and tools by hand
  /** Reads both files and tries every example. Throws CONFIG_INVALID. */
  showPolicy(): Promise<PolicyRow>
  /** Saves the rule when its examples hold, and tries the whole policy on them. Throws USAGE, CONFIG_INVALID. */
  addRule(rule: JsonObject, place: 'user' | 'workspace'): Promise<RuleChange>
  /** Throws NOT_FOUND. */
  removeRule(id: string): Promise<RuleChange>
  /** What would become of the call; nothing is done. Throws NOT_FOUND, USAGE, CONFIG_INVALID. */
  judgeTool(request: ToolRequest): Promise<ToolVerdict>
  /** Judges, asks where the policy asks, carries out and keeps an audit record of all of it. */
  callTool(request: ToolRequest, options: CallToolOptions): Promise<ToolCallRow>

  // the place itself
  /** Paths of the workspace, in no order, for completion: read at most every few seconds; folders end with `/`. */
  workspacePaths(): Promise<readonly string[]>
  /** Makes folders and schema. `created` names what was not there. */
  init(): Promise<{ readonly workspace: string; readonly created: readonly string[] }>
  status(): Promise<AppStatus>
  /** Closes the store and ends what is still open. Idempotent. */
  close(): Promise<void>
}

export interface CallToolOptions {
  readonly signal: AbortSignal
  /** Absent when nobody can be asked: what the policy asks about is then refused. */
  readonly ask?: (verdict: ToolVerdict) => Promise<boolean>
}

export interface WatchedRun {
  readonly run_id: string
  /** Calls the listener with every event from seq 1 on, in order, then with the new ones. Returns the unsubscriber. */
  subscribe(listener: (event: RunEvent) => void): () => void
  /** Settles after the last event was delivered to every listener. Rejects only for a fault of claw itself. */
  readonly done: Promise<RunEnd>
}

export interface LiveRun extends WatchedRun {
  /** `graceful`: no new work, capsules are told and have up to 5 s. `force`: their process groups are killed now. */
  cancel(level: 'graceful' | 'force', by: 'ctrl-c' | 'sigterm' | 'closed-pipe'): void
}

/**
 * How the owner let go of the run. Each time it does, also when the run parks or is interrupted, the last event is `run.ended` with this
 * status and exit code; a later resume goes on after it with `run.resumed`.
 */
export interface RunEnd {
  readonly status: RunStatus
  readonly exit_code: number
}

export type { ApprovalQuery } from '../store/approval-query.ts'
export type { AuditQuery } from '../store/audit-query.ts'
export type { Accepted, EntrypointChange } from './agent-functions-port.ts'
export type { AuditCheck, WebRefusal } from './audit-functions-port.ts'
export type { ApprovalDecision, Prompter, TerminalPrompter } from './prompter-port.ts'
export type { ResumeOptions, StartRunOptions } from './runs/start-run-port.ts'

export interface AppStatus {
  readonly runs: number
  readonly running: number
  readonly waiting: number
  readonly interrupted: number
  readonly approvals_pending: number
  readonly agents: number
}

export interface RemovalItem {
  readonly path: string
  readonly what: string
  readonly bytes: number
}
