import { hashJson } from '../../kernel/hash.ts'
import type { AnswerOf, AskUserIntent } from '../../protocol/messages.ts'
import { askFacts } from '../ask/ask-facts.ts'
import { type AskInput, askPerson } from '../ask/ask-person.ts'
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
  const entry = recordIntent(session, placed)
  const args = { question: intent.question, options: intent.options ?? [], occurrence: placed.occurrence }
  const ask: AskInput = {
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
    facts: askFacts(session.context, session.agent, {
      answer_within_ms: intent.timeout_s === undefined ? null : intent.timeout_s * 1000,
    }),
    options: intent.options ?? [],
    ...(intent.timeout_s === undefined ? {} : { timeoutMs: intent.timeout_s * 1000 }),
    clock,
    signal: session.signal,
  }
  const base = { type: 'user_answer' as const, id: intent.id }
  return askPerson(session.context, ask, ({ answer }) =>
    recordAnswer(session, entry, { ...base, ...(answer === null ? { timed_out: true } : { answer }) }, () => undefined),
  )
}
