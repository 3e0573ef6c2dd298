import type { AnswerOf, MemoryQueryIntent } from '../../protocol/messages.ts'
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
  return recordAnswer(session, entry, { type: 'memory_query_result', id: intent.id, items }, () =>
    session.context.emit({ type: 'memory.recalled', subtask_id, attempt, data: { query: intent.query, items } }),
  )
}
