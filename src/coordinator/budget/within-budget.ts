import { ClawError } from '../../kernel/claw-error.ts'
import { estimateTokens } from '../../kernel/estimate-tokens.ts'
import { promptTokens } from '../../kernel/prompt-tokens.ts'
import type { ChatModel, ModelReply, ModelRequest } from '../../models/chat-model.ts'
import { type Usage, usageSchema } from '../../protocol/messages.ts'
import { knownLimits } from '../known-limits.ts'
import type { BudgetedCall, Reservation, RunBudget } from './run-budget.ts'

export interface BudgetedRequest extends Pick<BudgetedCall, 'agent'> {
  readonly model: ChatModel
  readonly request: ModelRequest
  readonly signal: AbortSignal
}

/** A request as far as the budget allows it. */
export interface AllowedCall {
  readonly request: ModelRequest
  readonly prompt_tokens: number
  /** What the answer was limited to for the budget's sake. */
  readonly max_tokens: number | null
  /** Throws for a text that was cut because of the budget: half an answer must not look like a whole one. */
  whole(reply: ModelReply): ModelReply
  /** The error as it is, or the budget's where it was the budget that cut the answer. */
  failure(error: unknown): unknown
  /** What a failed call has taken all the same. */
  spentBy(error: unknown): { readonly usage: Usage | null; readonly cost_usd: number | null }
}

/** Reserves what the call may take, makes it, and counts what it has taken. */
export async function withinBudget(
  budget: RunBudget,
  wanted: BudgetedRequest,
  call: (allowed: AllowedCall) => Promise<ModelReply>,
): Promise<ModelReply> {
  const { model, request, agent, signal } = wanted
  const prompt_tokens = Math.ceil(promptTokens(request) * MARGIN)
  const outputTokens = async (): Promise<number | null> => request.max_tokens ?? (await knownLimits(model, signal)).output_tokens
  const reserved = await budget.reserve({ model, agent, prompt_tokens, outputTokens }, signal)
  const allowed = allowedCall(request, prompt_tokens, reserved)
  try {
    const reply = await call(allowed)
    reserved.settle({ usage: reply.usage ?? null, cost_usd: reply.cost_usd, written: estimateTokens(reply.content) })
    return reply
  } catch (error) {
    const spent = allowed.spentBy(error)
    if (spent.usage !== null) reserved.settle({ ...spent, written: 0 })
    throw error
  } finally {
    reserved.release()
  }
}

// The estimate may be a quarter too low.
const MARGIN = 1.25

function allowedCall(request: ModelRequest, prompt_tokens: number, reserved: Reservation): AllowedCall {
  const { max_tokens } = reserved
  const cutError = (reply: ModelReply): ClawError => {
    const { code, message, fix } = reserved.cut()
    return new ClawError(code, message, { fix, data: { usage: reply.usage, cost_usd: reply.cost_usd } })
  }
  return {
    request: max_tokens === null ? request : { ...request, max_tokens },
    prompt_tokens,
    max_tokens,
    whole: (reply) => {
      if (max_tokens !== null && reply.cut === true) throw cutError(reply)
      return reply
    },
    failure: (error) => (max_tokens !== null && wasCut(error) ? cutAs(reserved, error) : error),
    spentBy,
  }
}

function wasCut(error: unknown): error is ClawError {
  return error instanceof ClawError && error.data['finish_reason'] === 'cut'
}

function cutAs(reserved: Reservation, error: ClawError): ClawError {
  const { code, message, fix } = reserved.cut()
  return new ClawError(code, message, { fix, data: error.data, cause: error })
}

function spentBy(error: unknown): { usage: Usage | null; cost_usd: number | null } {
  const data = error instanceof ClawError ? error.data : {}
  const usage = usageSchema.safeParse(data['usage'])
  const cost = data['cost_usd']
  return { usage: usage.success ? usage.data : null, cost_usd: typeof cost === 'number' ? cost : null }
}
