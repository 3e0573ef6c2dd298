import { ClawError, toWireError } from '../../kernel/claw-error.ts'
import { promptTokens } from '../../kernel/prompt-tokens.ts'
import type { CallOptions, ChatModel, ModelReply, ModelRequest } from '../chat-model.ts'
import { isIll } from './is-ill.ts'

/** Asks a second model when the first one is ill: not for a wrong request, a refusal or a rejected key, which are to be seen. */
export function withFallback(first: ChatModel, second: ChatModel): ChatModel {
  return {
    ...first,
    // A limit of money has to hold whoever answers.
    rates: first.rates === null || second.rates === null ? null : dearer(first.rates, second.rates),
    ...(first.rates !== null && second.rates === null && { unpriced: { provider: second.provider, model: second.model } }),
    call: (request, options) =>
      first.call(request, options).catch((error: unknown) => {
        if (!isIll(error) || options.signal.aborted) throw error
        return askSecond(second, error, request, options)
      }),
  }
}

function dearer(a: NonNullable<ChatModel['rates']>, b: NonNullable<ChatModel['rates']>): NonNullable<ChatModel['rates']> {
  return { input: Math.max(a.input, b.input), output: Math.max(a.output, b.output) }
}

async function askSecond(second: ChatModel, why: ClawError, request: ModelRequest, options: CallOptions): Promise<ModelReply> {
  const { provider, model } = second
  if (!(await fits(second, request, options.signal)))
    throw because(why, `The prompt does not fit into the window of the fallback ${provider}/${model}.`)
  options.onFallback?.({ provider, model, error: toWireError(why) })
  try {
    return await second.call(request, options)
  } catch (error) {
    throw isIll(error) ? because(why, `So is the fallback: ${error.message}`) : error
  }
}

async function fits(second: ChatModel, request: ModelRequest, signal: AbortSignal): Promise<boolean> {
  const { context_tokens } = await second.limits(signal).catch(() => ({ context_tokens: null }))
  return context_tokens === null || promptTokens(request) < context_tokens
}

function because(why: ClawError, more: string): ClawError {
  return new ClawError(why.code, `${why.message} ${more}`, { fix: why.fix, data: why.data, retryable: why.retryable, cause: why })
}
