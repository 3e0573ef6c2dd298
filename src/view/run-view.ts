import type { Json } from '../kernel/json.ts'
import type { EventData } from '../protocol/events.ts'
import type { Artifact, MemoryItem, WireError } from '../protocol/messages.ts'
import type { Engine, Phase } from '../protocol/plan.ts'
import type { ErrorDocument, RunDocument, RunStatus, SubtaskStatus, WaitingReason } from '../protocol/run.ts'
import type { CriterionView } from './criterion-view.ts'
import type { OpenCallView } from './open-calls.ts'

/** A run as its events tell it: what every face shows. Times are milliseconds since 1970. */
export interface RunView {
  readonly run_id: string
  readonly task: string
  readonly workspace: string
  readonly session_id: string
  readonly model: string | null
  /** What the run was started with; `engine` of the document says what was used. */
  readonly configured_engine: Engine | null
  readonly used_rules: boolean
  readonly used_model: boolean
  readonly status: RunStatus
  readonly waiting: { readonly reason: WaitingReason; readonly ids: readonly string[]; readonly fix: string } | null
  readonly cancelling_by: string | null
  readonly started_at: number | null
  readonly ended_at: number | null
  readonly last_event_at: number | null
  readonly last_seq: number
  readonly resumes: number
  readonly plans: readonly PlanView[]
  readonly subtasks: readonly SubtaskView[]
  readonly approvals: RunDocument['approvals']
  readonly questions: readonly QuestionView[]
  readonly in_doubt: readonly { readonly intent_id: string; readonly tool: string; readonly args: Json }[]
  /** Model calls that are under way. */
  readonly open_calls: readonly OpenCallView[]
  readonly usage: RunDocument['usage']
  readonly artifacts: readonly Artifact[]
  readonly recalled: readonly MemoryItem[]
  /** What was written to the memories of its agents. */
  readonly learned: readonly { readonly id: string; readonly kind: string; readonly text: string; readonly superseded: readonly string[] }[]
  readonly agents_created: readonly string[]
  readonly notes: readonly { readonly level: 'info' | 'warn'; readonly text: string }[]
  /** What could be asked instead, when the plan was refused. */
  readonly suggestions: readonly string[]
  readonly maybe_paid_twice: number
  /** On which subtasks the answer rests. */
  readonly sources: RunDocument['sources']
  readonly result: Json
  readonly error: ErrorDocument | null
  readonly exit_code: number | null
  readonly duration_ms: number | null
}

export interface PlanView {
  readonly phase: Phase
  readonly engine: 'rules' | 'model'
  readonly direct: boolean
  readonly reason: string
  readonly titles: readonly string[]
  readonly subtasks: readonly EventData<'plan.created'>['subtasks'][number][]
}

export interface SubtaskView {
  readonly id: string
  readonly title: string
  readonly phase: Phase
  readonly task: string
  readonly depends_on: readonly string[]
  readonly status: SubtaskStatus
  /** It is no part of the plan any more. */
  readonly dropped: boolean
  readonly agent_id: string | null
  readonly attempts: number
  readonly started_at: number | null
  readonly duration_ms: number | null
  readonly tool_calls: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** Last thing that was seen of its capsule, in words. */
  readonly last_action: string
  readonly criteria: readonly CriterionView[]
  readonly result: Json
  readonly error: WireError | null
}

export interface QuestionView {
  readonly question_id: string
  readonly question: string
  readonly options: readonly string[]
  readonly answer: string | null
  readonly open: boolean
}

export function emptyRunView(run_id: string): RunView {
  return {
    run_id,
    task: '',
    workspace: '',
    session_id: '',
    model: null,
    configured_engine: null,
    used_rules: false,
    used_model: false,
    status: 'queued',
    waiting: null,
    cancelling_by: null,
    started_at: null,
    ended_at: null,
    last_event_at: null,
    last_seq: 0,
    resumes: 0,
    plans: [],
    subtasks: [],
    approvals: [],
    questions: [],
    in_doubt: [],
    open_calls: [],
    usage: [],
    artifacts: [],
    recalled: [],
    learned: [],
    agents_created: [],
    notes: [],
    suggestions: [],
    maybe_paid_twice: 0,
    sources: [],
    result: null,
    error: null,
    exit_code: null,
    duration_ms: null,
  }
}

/** The engine that did the work, as far as it is known. */
export function engineOf(view: RunView): Engine | null {
  if (view.used_rules && view.used_model) return 'mixed'
  if (view.used_model) return 'model'
  return view.used_rules ? 'rules' : view.configured_engine
}
