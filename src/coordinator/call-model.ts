import { ClawError, toWireError } from '../kernel/claw-error.ts'
import type { ModelReply, ModelRequest } from '../models/chat-model.ts'
import type { EventData } from '../protocol/events.ts'
import { contextTokens } from './context-tokens.ts'
import { placeOf } from './place-of.ts'
import { refuseOverflow } from './refuse-overflow.ts'
import { requireBudget } from './require-budget.ts'
import type { RunContext } from './run-context.ts'
import { streamText } from './stream-text.ts'

export interface ModelCallPlace {
  /** Null for the coordinator's own calls (plan, synthesis). */
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly intent_id: string
  readonly purpose: string
  /** An earlier process had asked and died before the answer. */
  readonly maybe_paid_twice: boolean
  readonly signal: AbortSignal
}

/** One call with its events and the budget. `commit` writes the answer to the journal in the transaction of the event. Throws MODEL_*, RUN_BUDGET. */
export async function callModel(
  context: RunContext,
  place: ModelCallPlace,
  request: ModelRequest,
  commit: (reply: ModelReply) => void,
): Promise<ModelReply> {
  const { model, clock } = context.ports
  if (model === null) throw new ClawError('NO_MODEL', 'No language model is configured.')
  requireBudget(context)
  refuseOverflow(model, request, await contextTokens(model, place.signal))
  const { intent_id, purpose, signal } = place
  const call = { intent_id, purpose, provider: model.provider, model: model.model }
  const tools = request.tools.map((tool) => tool.name)
  const asked = { ...call, messages: [...request.messages], tools, maybe_paid_twice: place.maybe_paid_twice }
  const started = clock.monotonic()
  context.emit({ type: 'model.requested', ...placeOf(place), data: asked })
  const stream = streamText(clock, (text) => void context.emit({ type: 'model.streamed', ...placeOf(place), data: { intent_id, text } }))
  const onRetry: NonNullable<Parameters<typeof model.call>[1]['onRetry']> = (note) => {
    stream.restart()
    context.emit({
      type: 'model.retried',
      ...placeOf(place),
      data: { intent_id, try: note.try, wait_ms: note.wait_ms, error: note.error },
    })
  }
  const reply = await model.call(request, { signal, onRetry, onText: stream.push }).catch((error: unknown) => {
    stream.stop()
    if (error instanceof ClawError) context.waysOut.set(error.message, error.fix)
    const duration_ms = Math.round(clock.monotonic() - started)
    if (!signal.aborted)
      context.emit({ type: 'model.finished', ...placeOf(place), data: { ...call, ...FAILED, error: toWireError(error), duration_ms } })
    throw error
  })
  context.transaction(() => {
    commit(reply)
    stream.finish()
    context.emit({ type: 'model.finished', ...placeOf(place), data: { ...call, ...answered(reply) } })
  })
  return reply
}

const FAILED = { ok: false, content: '', tool_calls: [], usage: null, cost_usd: null, replayed: false }

function answered(reply: ModelReply): Omit<EventData<'model.finished'>, 'intent_id' | 'purpose' | 'provider' | 'model'> {
  return {
    ok: true,
    content: reply.content,
    tool_calls: [...reply.tool_calls],
    usage: reply.usage ?? null,
    cost_usd: reply.cost_usd,
    error: null,
    duration_ms: Math.round(reply.duration_ms),
    replayed: false,
  }
}
