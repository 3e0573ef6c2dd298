import type { Json } from '../../kernel/json.ts'
import type { EventData } from '../../protocol/events.ts'
import type { MemoryItem, WireError } from '../../protocol/messages.ts'
import type { CriterionView } from '../criterion-view.ts'

/** What is known of a part of the run beside its state: mostly the data of its events as they are. */
export type TraceDetail =
  | RunDetail
  | PlanDetail
  | SubtaskDetail
  | AttemptDetail
  | ModelDetail
  | ToolDetail
  | MemoryDetail
  | QuestionDetail
  | ApprovalDetail
  | SynthesisDetail

export interface RunDetail {
  readonly kind: 'run'
  readonly started: EventData<'run.started'> | null
  readonly forked: EventData<'run.forked'> | null
  readonly waiting: EventData<'run.waiting'> | null
  /** The newest ones. */
  readonly notes: readonly EventData<'run.note'>[]
  readonly circuits: readonly EventData<'model.circuit'>[]
  readonly tainted: readonly EventData<'run.tainted'>[]
  readonly ended: EventData<'run.ended'> | null
}

export interface PlanDetail {
  readonly kind: 'plan'
  readonly created: EventData<'plan.created'> | null
  readonly revised: EventData<'plan.revised'> | null
  readonly rejected: EventData<'plan.rejected'> | null
}

export interface SubtaskDetail {
  readonly kind: 'subtask'
  readonly task: string
  readonly depends_on: readonly string[]
  /** Another agent gave it away. */
  readonly delegated: boolean
  readonly dropped: boolean
  readonly routes: readonly EventData<'route.decided'>[]
  readonly created: EventData<'agent.created'> | null
  readonly learned: EventData<'agent.learned_example'> | null
  readonly criteria: readonly CriterionView[]
  readonly skipped: string | null
  /** Last thing that was seen of it, in words. */
  readonly last_action: string
  readonly last_event_at: number | null
  readonly result: Json
  readonly error: WireError | null
}

export interface AttemptDetail {
  readonly kind: 'attempt'
  readonly resumed: boolean
  readonly capsule: EventData<'capsule.started'> | null
  /** The newest ones. */
  readonly exits: readonly EventData<'capsule.exited'>[]
  readonly progress: readonly string[]
  readonly recalled: readonly MemoryItem[]
  readonly written: readonly EventData<'memory.written'>[]
  readonly refused: readonly EventData<'memory.refused'>[]
  readonly judged: readonly EventData<'subtask.judged'>[]
  readonly genome: EventData<'agent.genome_used'> | null
  readonly diverged: EventData<'capsule.diverged'> | null
  readonly credited: EventData<'agent.credited'> | null
  readonly error: WireError | null
}

export interface ModelDetail {
  readonly kind: 'model'
  readonly intent_id: string
  /** The whole prompt is in its messages. */
  readonly requested: EventData<'model.requested'> | null
  /** How often it was asked, by processes that died before the answer. */
  readonly asked: number
  /** The end of what it has written so far; empty once it has answered. */
  readonly writing: string
  readonly characters: number
  readonly retries: readonly EventData<'model.retried'>[]
  readonly fallbacks: readonly EventData<'model.fell_back'>[]
  readonly finished: EventData<'model.finished'> | null
}

export interface ToolDetail {
  readonly kind: 'tool'
  readonly intent_id: string
  readonly tool: string
  readonly requested: EventData<'tool.requested'> | null
  readonly decided: EventData<'tool.decided'> | null
  readonly grant: EventData<'grant.used'> | null
  readonly approvals: readonly AskedApproval[]
  readonly in_doubt: EventData<'effect.in_doubt'> | null
  readonly resolved: EventData<'effect.resolved'> | null
  /** Its result is cut at 48 kB where `truncated` says so. */
  readonly finished: EventData<'tool.finished'> | null
}

export interface AskedApproval {
  readonly requested: EventData<'approval.requested'>
  readonly decided: EventData<'approval.decided'> | null
  readonly made: EventData<'grant.made'> | null
  readonly evaluated: EventData<'grant.evaluated'> | null
}

export interface MemoryDetail {
  readonly kind: 'memory'
  readonly query: string
  readonly items: readonly MemoryItem[]
}

export interface QuestionDetail {
  readonly kind: 'question'
  readonly asked: EventData<'question.asked'>
  readonly answered: EventData<'question.answered'> | null
}

/** What a person was asked for that is no tool call: an agent to be made, a plan, an announced API call. */
export interface ApprovalDetail {
  readonly kind: 'approval'
  readonly approval: AskedApproval
}

export interface SynthesisDetail {
  readonly kind: 'synthesis'
  readonly finished: EventData<'synthesis.finished'> | null
}
