import { sleep } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import type { ChatModel, ModelReply, ModelRequest } from './chat-model.ts'
import { modelCost } from './model-price.ts'
import { askOpenai } from './openai/ask-openai.ts'
import type { CollectedReply } from './openai/collect-reply.ts'
import { type ErrorContext, toModelError } from './openai/to-model-error.ts'
import { type RetryOptions, withRetries } from './with-retries.ts'

export const OPENAI_BASE_URL = 'https://api.openai.com/v1'

export interface OpenAiModelOptions {
  /** null for local servers that want none. */
  readonly apiKey: string | null
  /** null for OpenAI itself. */
  readonly baseUrl: string | null
  readonly model: string
  /** The longest silence while an answer is awaited or streams. */
  readonly timeoutMs: number
  readonly provider: 'openai'
  readonly clock: Clock
  /** Tries after the first one. */
  readonly maxRetries: number
  readonly random?: () => number
  readonly sleep?: RetryOptions['sleep']
}

/** A model behind the chat-completions API of OpenAI or of a compatible server. */
export function createOpenAiModel(options: OpenAiModelOptions): ChatModel {
  const { provider, model, clock, timeoutMs } = options
  const endpoint = { baseUrl: options.baseUrl ?? OPENAI_BASE_URL, apiKey: options.apiKey ?? 'none', model, timeoutMs }

  async function attempt(request: ModelRequest, signal: AbortSignal): Promise<ModelReply> {
    const started = clock.monotonic()
    const context: ErrorContext = { provider, model, apiKey: options.apiKey ?? '', signal, now: clock.now() }
    try {
      const reply = finished(await askOpenai(endpoint, request, signal), request, context)
      const cost_usd = modelCost({ baseUrl: endpoint.baseUrl, model, usage: reply.usage })
      return {
        content: reply.content,
        tool_calls: reply.tool_calls,
        usage: reply.usage,
        cost_usd,
        duration_ms: clock.monotonic() - started,
      }
    } catch (error) {
      throw toModelError(error, context)
    }
  }

  return {
    provider,
    model,
    call: (request, { signal, onRetry }) =>
      withRetries(() => attempt(request, signal), {
        maxRetries: options.maxRetries,
        signal,
        sleep: options.sleep ?? sleep,
        random: options.random ?? Math.random,
        ...(onRetry && { onRetry }),
      }),
  }
}

export const CUT_NOTE = '\n\n[The answer was cut here: the output limit of the model was reached.]'

// A refused, filtered or cut answer must never look like a whole one.
function finished(reply: CollectedReply, request: ModelRequest, { provider, model }: ErrorContext): CollectedReply {
  const data = { provider, model, finish_reason: reply.finish_reason }
  if (reply.refusal !== '') throw new ClawError('MODEL_REFUSED', `${provider} (${model}) refused: ${reply.refusal.slice(0, 500)}`, { data })
  if (reply.finish_reason === 'content_filter') {
    throw new ClawError('MODEL_REFUSED', `${provider} (${model}): the content filter of the provider stopped the answer.`, { data })
  }
  if (reply.finish_reason !== 'length') return reply
  if (request.response_schema !== undefined || reply.tool_calls.length > 0 || reply.content === '') {
    throw new ClawError('MODEL_BAD_RESPONSE', `${provider} (${model}) reached its output limit in the middle of the answer.`, { data })
  }
  return { ...reply, content: reply.content + CUT_NOTE }
}
