import type { JsonObject } from '../../kernel/json.ts'
import type { AnswerOf, DelegateIntent } from '../../protocol/messages.ts'
import { MAX_DELEGATION_DEPTH } from '../attempt-scope.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

/** Gives a part of the work to another agent, which never has more tools than this one. The clocks stand still meanwhile: the child has its own. */
export async function answerDelegate(
  session: AttemptSession,
  placed: Placed<DelegateIntent>,
  clock: AttemptClock,
): Promise<AnswerOf['delegate_intent']> {
  const { intent } = placed
  const entry = recordIntent(session, placed)
  const base = { type: 'delegate_result' as const, id: intent.id }
  if (session.depth >= MAX_DELEGATION_DEPTH) {
    const error = {
      code: 'POLICY_DENIED',
      message: `Work may be delegated ${MAX_DELEGATION_DEPTH} levels deep; do this part yourself.`,
      retryable: false,
    }
    return recordAnswer(session, entry, { ...base, ok: false, error }, () => undefined)
  }
  const resume = clock.pause()
  try {
    const outcome = await session.delegate({
      id: `${placed.hash.slice(0, 8)}-${placed.occurrence}`,
      task: intent.task,
      context: (intent.context ?? {}) as JsonObject,
    })
    return recordAnswer(session, entry, { ...base, ...outcome }, () => undefined)
  } finally {
    resume()
  }
}
