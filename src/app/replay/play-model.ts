import { ClawError } from '../../kernel/claw-error.ts'
import { isErrorCode } from '../../kernel/error-codes.ts'
import { hashJson } from '../../kernel/hash.ts'
import { isJsonObject, type Json, toJson } from '../../kernel/json.ts'
import type { Redactor } from '../../kernel/redact.ts'
import type { ChatModel, ModelReply } from '../../models/chat-model.ts'
import type { EventData } from '../../protocol/events.ts'
import type { ModelToolCall, Usage, WireError } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { ReplayStop } from './end-of-record.ts'
import type { Pace } from './pace.ts'
import { recordedQueue } from './recorded-queue.ts'
import type { Recording } from './recording.ts'

export interface PlayerOptions {
  readonly recording: Recording
  readonly redactor: Redactor
  readonly stop: ReplayStop
  readonly counts: PlayedCounts
  readonly pace: Pace
}

export interface PlayedCounts {
  model_calls: number
  tool_calls: number
}

/** The model of the recorded run, as far as its journal goes: nobody is called. null: the run had none. */
export function playModel({ recording, redactor, stop, counts, pace }: PlayerOptions): ChatModel | null {
  const started = recording.events.find((event) => event.type === 'run.started')
  const requested = recording.events.find((event) => event.type === 'model.requested')
  if (started?.type === 'run.started' && started.data.engine === 'rules' && requested === undefined) return null
  const answers = recordedQueue(
    recording.journal.filter((entry) => entry.kind === 'model_call'),
    (entry) => keyOf(isJsonObject(entry.request) ? entry.request['messages'] : null),
  )
  const told = recordedQueue(finishedCalls(recording), ({ key }) => key)
  const first = requested?.type === 'model.requested' ? requested.data : undefined
  const provider = first?.provider ?? 'openai'
  const model = first?.model ?? (started?.type === 'run.started' ? (started.data.model ?? '') : '')
  return {
    provider,
    model,
    rates: null,
    limits: async () => ({ context_tokens: recording.attempts[0]?.request.limits.context_tokens ?? null, output_tokens: null }),
    call: async (request, { signal }) => {
      const key = keyOf(redactor.json(toJson(request.messages)))
      const entry = answers.next(key)
      if (entry === undefined) return stop.end({ kind: 'asked', what: 'a model call that is not in the journal' })
      if (entry.state !== 'done') return failedOrCut(recording, entry, key, stop)
      const then = told.next(key)
      await pace.before(then?.seq, signal)
      counts.model_calls += 1
      return { provider: then?.data.provider ?? provider, model: then?.data.model ?? model, ...toReply(entry, then?.data) }
    },
  }
}

export function keyOf(messages: unknown): string {
  return hashJson(messages)
}

type Finished = EventData<'model.finished'>

/** Every answered call with the messages that it was asked with. */
function finishedCalls({ events }: Recording): { key: string; seq: number; data: Finished }[] {
  const open = new Map<string, string>()
  return events.flatMap((event) => {
    const place = (id: string): string => `${event.subtask_id}/${event.attempt}/${id}`
    if (event.type === 'model.requested') open.set(place(event.data.intent_id), keyOf(event.data.messages))
    if (event.type !== 'model.finished' || !event.data.ok) return []
    return [{ key: open.get(place(event.data.intent_id)) ?? '', seq: event.seq, data: event.data }]
  })
}

// A call that a provider failed for good is journaled without an answer: the event tells how it ended.
function failedOrCut({ events }: Recording, entry: JournalEntry, key: string, stop: ReplayStop): never {
  let asked = false
  let error: WireError | null = null
  for (const event of events) {
    if (event.type === 'model.requested' && keyOf(event.data.messages) === key) asked = true
    if (asked && event.type === 'model.finished' && !event.data.ok && isSamePlace(event.subtask_id, entry)) error = event.data.error
  }
  if (error !== null) throw toClawError(error)
  return stop.end({ kind: 'cut', what: 'the run was ended while this model call was under way' })
}

function isSamePlace(subtask_id: string | null, entry: JournalEntry): boolean {
  return subtask_id === entry.subtask_id || (subtask_id === null && entry.subtask_id.startsWith('@'))
}

export function toClawError({ code, message, retryable }: WireError): ClawError {
  return new ClawError(isErrorCode(code) ? code : 'MODEL_BAD_RESPONSE', message, { retryable })
}

function toReply({ response }: JournalEntry, told: Finished | undefined): Omit<ModelReply, 'provider' | 'model'> & Partial<ModelReply> {
  const given = isJsonObject(response) ? response : {}
  if (given['ok'] === false) throw toClawError(given['error'] as unknown as WireError)
  const message = (isJsonObject(given['message']) ? given['message'] : given) as { content?: Json; tool_calls?: Json }
  return {
    ...(told === undefined ? {} : { provider: told.provider, model: told.model }),
    content: String(message.content ?? ''),
    tool_calls: (message.tool_calls ?? []) as unknown as ModelToolCall[],
    usage: (given['usage'] ?? undefined) as Usage | undefined,
    cost_usd: told?.cost_usd ?? null,
    duration_ms: told?.duration_ms ?? 0,
  }
}
