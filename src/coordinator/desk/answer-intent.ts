import { hashJson } from '../../kernel/hash.ts'
import { type JsonObject, toJson } from '../../kernel/json.ts'
import type { Intent, IntentAnswer } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import { answerApiCall } from './answer-api-call.ts'
import { answerDelegate } from './answer-delegate.ts'
import { answerMemoryQuery } from './answer-memory-query.ts'
import { answerModelCall } from './answer-model-call.ts'
import { answerQuestion } from './answer-question.ts'
import { answerToolCall } from './answer-tool-call.ts'
import { type AttemptClock, type AttemptSession, nextOccurrence } from './attempt-session.ts'
import type { Placed } from './placed-intent.ts'

/** The door: an answer comes from the journal when it was given before, and is written to the journal before it is sent otherwise. */
export async function answerIntent(session: AttemptSession, intent: Intent, clock: AttemptClock): Promise<IntentAnswer> {
  const placed = placeIntent(session, intent)
  if (placed.known?.state === 'done') return replay(session, placed, placed.known)
  session.counts.live += 1
  return answerLive(session, placed, clock)
}

function placeIntent(session: AttemptSession, intent: Intent): Placed<Intent> {
  const { id: _, ...rest } = intent
  const request = toJson(rest) as JsonObject
  const hash = hashJson({ ...request, reason: undefined })
  const occurrence = nextOccurrence(session, hash)
  const { redactor, store } = session.context.ports
  return { intent, hash, occurrence, request: redactor.json(request), known: store.journal.find(session.key, hash, occurrence) }
}

function replay(session: AttemptSession, placed: Placed<Intent>, entry: JournalEntry): IntentAnswer {
  session.counts.replayed += 1
  const answer = { ...(entry.response as JsonObject), id: placed.intent.id } as unknown as IntentAnswer
  if (answer.type === 'tool_call_result') {
    session.counts.toolCalls += 1
    if (answer.ok) session.evidence.set(answer.id, entry.seq)
  }
  return answer
}

function answerLive(session: AttemptSession, placed: Placed<Intent>, clock: AttemptClock): Promise<IntentAnswer> {
  const { intent } = placed
  switch (intent.type) {
    case 'tool_call_intent':
      return answerToolCall(session, { ...placed, intent }, clock)
    case 'model_call_intent':
      return answerModelCall(session, { ...placed, intent })
    case 'memory_query_intent':
      return answerMemoryQuery(session, { ...placed, intent })
    case 'api_call_intent':
      return answerApiCall(session, { ...placed, intent }, clock)
    case 'ask_user_intent':
      return answerQuestion(session, { ...placed, intent }, clock)
    case 'delegate_intent':
      return answerDelegate(session, { ...placed, intent }, clock)
    default:
      return intent satisfies never
  }
}
