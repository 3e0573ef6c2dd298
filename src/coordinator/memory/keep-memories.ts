import { crashpoint } from '../../kernel/crashpoint.ts'
import type { NewEvent } from '../../protocol/events.ts'
import type { MemoryUpdate } from '../../protocol/messages.ts'
import type { AttemptSession } from '../desk/attempt-session.ts'
import { memoryText } from './memory-text.ts'
import { receiptOf } from './receipt-of.ts'
import { refusedMemory, writeDraft } from './write-draft.ts'

/** More than an agent learns in one task. */
const MAX_UPDATES = 50

/**
 * Writes what the attempt has learned, each with the receipt of a successful tool call. Gives the events for the transaction that ends the attempt: a kill
 * before it tells them when the attempt is carried on.
 */
export async function keepMemories(session: AttemptSession, updates: readonly MemoryUpdate[]): Promise<NewEvent[]> {
  if (updates.length === 0) return []
  const events: NewEvent[] = []
  crashpoint('memory.before')
  for (const [n, update] of updates.slice(0, MAX_UPDATES).entries()) events.push(...(await keepUpdate(session, update, n)))
  crashpoint('memory.after')
  const [first, ...more] = updates.slice(MAX_UPDATES)
  if (first === undefined) return events
  const reason = `at most ${MAX_UPDATES} memories are kept of one task`
  return [
    ...events,
    refusedMemory(session.key, { text: memoryText(session.context.ports.redactor, first.text), reason, more: more.length }),
  ]
}

async function keepUpdate(session: AttemptSession, update: MemoryUpdate, n: number): Promise<NewEvent[]> {
  const { context, key, agent } = session
  const text = memoryText(context.ports.redactor, update.text)
  const receipt = receiptOf(session, update.evidence)
  if (text === '') return [refusedMemory(key, { text, reason: 'it has no text' })]
  if (receipt === undefined)
    return [refusedMemory(key, { text, reason: `'${update.evidence.slice(0, 128)}' is no successful tool call of this attempt` })]
  const { untrusted, private: ownContent } = context.taint.now()
  return writeDraft(context, agent.agent_id, {
    run_id: key.run_id,
    subtask_id: key.subtask_id,
    attempt: key.attempt,
    ...receipt,
    n,
    kind: update.kind,
    text,
    topic: null,
    supersedes: update.supersedes ?? null,
    untrusted,
    private: ownContent,
  })
}
