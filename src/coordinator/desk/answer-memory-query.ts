import type { AnswerOf, MemoryQueryIntent } from '../../protocol/messages.ts'
import { countRecalled, recallFor } from '../memory/recall-for.ts'
import { taintFromMemories } from '../taint/inherit-taint.ts'
import { memoryProvenance } from '../taint/result-provenance.ts'
import type { AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

export async function answerMemoryQuery(
  session: AttemptSession,
  placed: Placed<MemoryQueryIntent>,
): Promise<AnswerOf['memory_query_intent']> {
  const { intent } = placed
  const entry = recordIntent(session, placed)
  const { agent_id } = session.agent
  const items = await recallFor(session.context, agent_id, intent.query, intent.limit)
  const { subtask_id, attempt } = session.key
  const marked = memoryProvenance(session.context, agent_id, items, intent.id)
  const answer = recordAnswer(session, entry, { type: 'memory_query_result', id: intent.id, items, provenance: marked }, () => {
    taintFromMemories(session.context, agent_id, items, { subtask_id, attempt })
    session.context.emit({ type: 'memory.recalled', subtask_id, attempt, data: { agent_id, query: intent.query, items } })
  })
  await countRecalled(session.context, agent_id, items)
  return answer
}
