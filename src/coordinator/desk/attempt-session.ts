import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { WireError } from '../../protocol/messages.ts'
import type { Subtask } from '../../protocol/plan.ts'
import type { JournalKey } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'

/** One capsule process of one attempt, as its desk sees it. A restarted capsule gets a fresh one: occurrences count from the start again. */
export interface AttemptSession {
  readonly context: RunContext
  readonly key: JournalKey
  readonly agent: AgentFolder
  readonly subtask: Subtask
  readonly tools: readonly string[]
  readonly namedHosts: readonly string[]
  readonly signal: AbortSignal
  readonly maxToolCalls: number
  /** How often each request hash has come: equal intents are told apart by their order. */
  readonly occurrences: Map<string, number>
  /** Ids of tool intents whose result was ok: the evidence that memory needs. */
  readonly evidence: Set<string>
  readonly counts: { toolCalls: number; replayed: number; live: number; inputTokens: number; outputTokens: number }
  /** 0 for a subtask of the plan; a delegated one is one deeper. */
  readonly depth: number
  /** Runs a delegated subtask; never with more tools than this attempt has. */
  delegate(intent: { id: string; task: string; context: JsonObject }): Promise<DelegateOutcome>
}

export type DelegateOutcome = { readonly ok: true; readonly result: Json } | { readonly ok: false; readonly error: WireError }

export interface AttemptClock {
  /** The clocks of the capsule stand still until the returned function is called. */
  pause(): () => void
}

export function nextOccurrence(session: Pick<AttemptSession, 'occurrences'>, hash: string): number {
  const occurrence = (session.occurrences.get(hash) ?? 0) + 1
  session.occurrences.set(hash, occurrence)
  return occurrence
}
