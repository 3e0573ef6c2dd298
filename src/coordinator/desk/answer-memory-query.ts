import type { AnswerOf, MemoryQueryIntent } from '../../protocol/messages.ts'
import { taintFromMemories } from '../taint/inherit-taint.ts'
import { provenance } from '../taint/provenance-of.ts'
import type { AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

export async function answerMemoryQuery(
  session: AttemptSession,
  placed: Placed<MemoryQueryIntent>,
): Promise<AnswerOf['memory_query_intent']> {
  const { intent } = placed
  const entry = recordIntent(session, placed)
  const items = await session.context.ports.memory.recall(session.agent.agent_id, intent.query, intent.limit)
  const { subtask_id, attempt } = session.key
  const { agent_id } = session.agent
  const trust = items.some((item) => item.untrusted === true) ? 'untrusted' : 'private'
  const marked = provenance(session.key.run_id, { source: `memory of ${agent_id}`, trust, content: [intent.id, items] })
  return recordAnswer(session, entry, { type: 'memory_query_result', id: intent.id, items, provenance: marked }, () => {
    taintFromMemories(session.context, agent_id, items, { subtask_id, attempt })
    session.context.emit({ type: 'memory.recalled', subtask_id, attempt, data: { query: intent.query, items } })
  })
}
