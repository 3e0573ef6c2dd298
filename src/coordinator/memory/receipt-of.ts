import { isJsonObject } from '../../kernel/json.ts'
import type { AttemptSession } from '../desk/attempt-session.ts'

export interface Receipt {
  readonly evidence: string
  readonly tool: string
  readonly seq: number
}

/** The journal's word for a tool call of this attempt that went well; undefined when it has none. */
export function receiptOf({ context, key, evidence }: AttemptSession, intent_id: string): Receipt | undefined {
  const seq = evidence.get(intent_id)
  if (seq === undefined) return undefined
  const entry = context.ports.store.journal.list(key).find((one) => one.seq === seq)
  if (entry?.kind !== 'tool_call' || entry.state !== 'done' || !isJsonObject(entry.response) || entry.response['ok'] !== true)
    return undefined
  const tool = isJsonObject(entry.request) ? entry.request['tool'] : undefined
  return { evidence: intent_id, tool: typeof tool === 'string' ? tool : '', seq }
}
