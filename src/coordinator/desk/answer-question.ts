import { hashJson } from '../../kernel/hash.ts'
import type { AnswerOf, AskUserIntent } from '../../protocol/messages.ts'
import { askPerson } from '../ask-person.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

/** A question of an agent goes to the person; with nobody there the run parks until `claw answer`. */
export async function answerQuestion(
  session: AttemptSession,
  placed: Placed<AskUserIntent>,
  clock: AttemptClock,
): Promise<AnswerOf['ask_user_intent']> {
  const { intent } = placed
  const entry = recordIntent(session, placed, () => undefined)
  const args = { question: intent.question, options: intent.options ?? [], occurrence: placed.occurrence }
  const verdict = await askPerson(session.context, {
    kind: 'question',
    mode: 'interactive',
    subtask_id: session.key.subtask_id,
    attempt: session.key.attempt,
    agent_id: session.agent.agent_id,
    args,
    args_hash: hashJson(args),
    summary: intent.question,
    why: 'the agent asks',
    claim: '',
    options: intent.options ?? [],
    ...(intent.timeout_s === undefined ? {} : { timeoutMs: intent.timeout_s * 1000 }),
    clock,
    signal: session.signal,
  })
  const answer = {
    type: 'user_answer' as const,
    id: intent.id,
    ...(verdict.answer === null ? { timed_out: true } : { answer: verdict.answer }),
  }
  return recordAnswer(session, entry, answer, () => undefined)
}
