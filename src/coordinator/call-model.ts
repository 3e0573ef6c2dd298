import { ClawError, toWireError } from '../kernel/claw-error.ts'
import type { CallOptions, ChatModel, ModelReply, ModelRequest } from '../models/chat-model.ts'
import type { EventData } from '../protocol/events.ts'
import type { BudgetedCall } from './budget/run-budget.ts'
import { type AllowedCall, withinBudget } from './budget/within-budget.ts'
import { knownLimits } from './known-limits.ts'
import { placeOf } from './place-of.ts'
import { refuseOverflow } from './refuse-overflow.ts'
import type { RunContext } from './run-context.ts'
import { streamText, type TextStream } from './stream-text.ts'

export interface ModelCallPlace {
  /** Null for the coordinator's own calls (plan, synthesis). */
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly intent_id: string
  readonly purpose: string
  /** An earlier process had asked and died before the answer. */
  readonly maybe_paid_twice: boolean
  /** Which model is asked; absent: the configured one. */
  readonly model?: ChatModel
  /** Whose call it is, with its own limits; null for the coordinator's. */
  readonly agent: BudgetedCall['agent']
  readonly signal: AbortSignal
}

/**
 * One call with its events, within the budget. `commit` writes the answer to the journal in the transaction of the event. Throws MODEL_*, RUN_BUDGET, RUN_COST,
 * AGENT_BUDGET, PRICE_UNKNOWN.
 */
export async function callModel(
  context: RunContext,
  place: ModelCallPlace,
  request: ModelRequest,
  commit: (reply: ModelReply) => void,
): Promise<ModelReply> {
  const model = place.model ?? context.ports.model
  if (model === null) throw new ClawError('NO_MODEL', 'No language model is configured.')
  refuseOverflow(model, request, await knownLimits(model, place.signal))
  const wanted = { model, request, agent: place.agent, signal: place.signal }
  const answer = withinBudget(context.budget, wanted, async (allowed) => {
    const stream = openStream(context, place)
    const reply = await ask(context, place, model, allowed, stream)
    context.transaction(() => {
      commit(reply)
      stream.finish()
      context.emit({ type: 'model.finished', ...placeOf(place), data: { ...nameOf(place, reply), ...answered(reply) } })
    })
    return reply
  })
  return answer.catch((error: unknown) => {
    if (error instanceof ClawError) context.waysOut.set(error.message, error.fix)
    throw error
  })
}

async function ask(
  context: RunContext,
  place: ModelCallPlace,
  model: ChatModel,
  allowed: AllowedCall,
  stream: TextStream,
): Promise<ModelReply> {
  const { clock } = context.ports
  const started = clock.monotonic()
  context.emit({ type: 'model.requested', ...placeOf(place), data: { ...nameOf(place, model), ...asked(place, allowed) } })
  try {
    return allowed.whole(await model.call(allowed.request, callOptions(context, place, stream)))
  } catch (error) {
    stream.stop()
    const failure = allowed.failure(error)
    const duration_ms = Math.round(clock.monotonic() - started)
    const told = { ...FAILED, ...allowed.spentBy(error), error: toWireError(failure), duration_ms }
    if (!place.signal.aborted) context.emit({ type: 'model.finished', ...placeOf(place), data: { ...nameOf(place, model), ...told } })
    throw failure
  }
}

function openStream(context: RunContext, place: ModelCallPlace): TextStream {
  const { intent_id } = place
  return streamText(context.ports.clock, (text) => {
    context.emit({ type: 'model.streamed', ...placeOf(place), data: { intent_id, text } })
  })
}

function callOptions(context: RunContext, place: ModelCallPlace, stream: TextStream): CallOptions {
  return {
    signal: place.signal,
    onText: stream.push,
    onRetry: (note) => {
      stream.restart()
      context.emit({ type: 'model.retried', ...placeOf(place), data: { intent_id: place.intent_id, ...note } })
    },
    onFallback: (note) => {
      stream.restart()
      context.emit({ type: 'model.fell_back', ...placeOf(place), data: { intent_id: place.intent_id, ...note } })
    },
    onCircuit: (note) => void context.emit({ type: 'model.circuit', data: note }),
  }
}

function nameOf({ intent_id, purpose }: ModelCallPlace, { provider, model }: Pick<ChatModel, 'provider' | 'model'>) {
  return { intent_id, purpose, provider, model }
}

type Told<T extends 'model.requested' | 'model.finished'> = Omit<EventData<T>, keyof ReturnType<typeof nameOf>>

function asked({ maybe_paid_twice }: ModelCallPlace, { request, prompt_tokens, max_tokens }: AllowedCall): Told<'model.requested'> {
  return {
    messages: [...request.messages],
    tools: request.tools.map((tool) => tool.name),
    maybe_paid_twice,
    prompt_tokens,
    ...(max_tokens === null ? {} : { max_tokens }),
  }
}

const FAILED = { ok: false, content: '', tool_calls: [], replayed: false }

function answered(reply: ModelReply): Told<'model.finished'> {
  return {
    ok: true,
    content: reply.content,
    tool_calls: [...reply.tool_calls],
    usage: reply.usage ?? null,
    cost_usd: reply.cost_usd,
    ...(reply.price_as_of === undefined ? {} : { price_as_of: reply.price_as_of }),
    error: null,
    duration_ms: Math.round(reply.duration_ms + (reply.waited_ms ?? 0)),
    ...(reply.waited_ms === undefined ? {} : { waited_ms: reply.waited_ms }),
    replayed: false,
  }
}
