import type { Json } from '../../kernel/json.ts'
import type { Intent } from '../../protocol/messages.ts'
import type { JournalEntry, JournalKind } from '../../store/records.ts'

/** An intent in its place in the journal: `known` is what an earlier process wrote for it. */
export interface Placed<I extends Intent> {
  readonly intent: I
  readonly hash: string
  readonly occurrence: number
  readonly request: Json
  readonly known: JournalEntry | undefined
}

const KINDS = {
  tool_call_intent: 'tool_call',
  model_call_intent: 'model_call',
  memory_query_intent: 'memory_query',
  api_call_intent: 'api_call',
  ask_user_intent: 'ask_user',
  delegate_intent: 'delegate',
} as const satisfies Record<Intent['type'], JournalKind>

export function journalKind(intent: Intent): JournalKind {
  return KINDS[intent.type]
}
