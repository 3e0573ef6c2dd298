import { sleep } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { toJson } from '../kernel/json.ts'
import { boundAnswer } from './bound-answer.ts'
import type { CallOptions, ChatModel, ModelReply, ModelRequest } from './chat-model.ts'
import { costOf, dearest, type ModelPrice } from './prices/model-price.ts'
import type { ProviderWire, WireEndpoint, WireReply } from './wire/provider-wire.ts'
import { type ErrorContext, toModelError } from './wire/to-model-error.ts'
import { type RetryOptions, withRetries } from './with-retries.ts'

export interface ProviderModelOptions {
  readonly provider: string
  readonly endpoint: WireEndpoint
  readonly wire: ProviderWire
  readonly clock: Clock
  /** null or absent: not known. */
  readonly price?: ModelPrice | null
  /** Tries after the first one. */
  readonly maxRetries: number
  readonly random?: () => number
  readonly sleep?: RetryOptions['sleep']
}

/** A provider's wire as a chat model: retries, errors in words, answers that are whole, cost and time. */
export function createProviderModel(options: ProviderModelOptions): ChatModel {
  const { provider, endpoint, wire, clock, price = null } = options
  const { model } = endpoint
  const contextOf = (signal: AbortSignal): ErrorContext => ({ provider, model, apiKey: endpoint.apiKey ?? '', signal, now: clock.now() })

  async function attempt(request: ModelRequest, { signal, onText }: CallOptions): Promise<ModelReply> {
    const started = clock.monotonic()
    const context = contextOf(signal)
    const bound = boundAnswer(context, onText ?? (() => undefined))
    try {
      const answer = bound.whole(await wire.ask(request, { signal: bound.signal, onText: bound.push }))
      const reply = finished(answer, request, context, price)
      const { content, tool_calls, usage } = reply
      const spent = {
        usage,
        cost_usd: costOf(price, usage),
        ...(price?.as_of && { price_as_of: price.as_of }),
        ...(reply.finish === 'cut' && { cut: true as const }),
      }
      return { provider, model, content, tool_calls, ...spent, duration_ms: clock.monotonic() - started }
    } catch (error) {
      throw toModelError(bound.reasonFor(error), context)
    }
  }

  return {
    provider,
    model,
    rates: price === null ? null : dearest(price),
    limits: (signal) =>
      wire.limits(signal).catch((error: unknown) => {
        throw toModelError(error, contextOf(signal))
      }),
    call: (request, call) =>
      withRetries(() => attempt(request, call), {
        maxRetries: options.maxRetries,
        signal: call.signal,
        sleep: options.sleep ?? sleep,
        random: options.random ?? Math.random,
        ...(call.onRetry && { onRetry: call.onRetry }),
      }),
  }
}

export const CUT_NOTE = '\n\n[The answer was cut here: the output limit of the model was reached.]'

// A refused, filtered or cut answer must never look like a whole one.
function finished(reply: WireReply, request: ModelRequest, { provider, model }: ErrorContext, price: ModelPrice | null): WireReply {
  // It was paid all the same.
  const spent = reply.usage === undefined ? {} : { usage: toJson(reply.usage), cost_usd: costOf(price, reply.usage) }
  const data = { provider, model, finish_reason: reply.finish, ...spent }
  const note = reply.note === '' ? '' : `: ${reply.note.slice(0, 500)}`
  switch (reply.finish) {
    case 'refused':
      throw new ClawError('MODEL_REFUSED', `${provider} (${model}) refused${note}`, { data })
    case 'filtered':
      throw new ClawError('MODEL_REFUSED', `${provider} (${model}): the content filter of the provider stopped the answer${note || '.'}`, {
        data,
      })
    case 'cut':
      if (request.response_schema !== undefined || reply.tool_calls.length > 0 || reply.content === '')
        throw new ClawError('MODEL_BAD_RESPONSE', `${provider} (${model}) reached its output limit in the middle of the answer.`, { data })
      return { ...reply, content: reply.content + CUT_NOTE }
    case 'done':
      return reply
    default:
      return reply.finish satisfies never
  }
}
