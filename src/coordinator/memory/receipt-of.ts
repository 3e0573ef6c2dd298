import { isJsonObject } from '../../kernel/json.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { AttemptSession } from '../desk/attempt-session.ts'

export interface Receipt {
  readonly evidence: string
  readonly tool: string
  readonly seq: number
}

/** The journal's word for a tool call of this attempt that went well; undefined when it has none. */
export function receiptOf({ context, key, evidence }: AttemptSession, intent_id: string): Receipt | undefined {
  const seq = evidence.get(intent_id)
  const entry = context.ports.store.journal.list(key).find((one) => one.seq === seq)
  return entry === undefined ? undefined : receiptIn(entry, intent_id)
}

/** undefined for what is no tool call, and for one that did not go well. */
export function receiptIn({ kind, state, request, response, seq }: JournalEntry, evidence: string): Receipt | undefined {
  if (kind !== 'tool_call' || state !== 'done' || !isJsonObject(response) || response['ok'] !== true) return undefined
  const tool = isJsonObject(request) ? request['tool'] : undefined
  return { evidence, tool: typeof tool === 'string' ? tool : '', seq }
}
