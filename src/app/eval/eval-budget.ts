import { ClawError } from '../../kernel/claw-error.ts'
import type { ChatModel } from '../../models/chat-model.ts'

export interface EvalLimits {
  /** US dollars over all runs. */
  readonly max_cost_usd: number | null
  /** Over all runs. */
  readonly max_tokens: number | null
}

/** The model until a limit of the evaluation is reached: the next call is not made then. Throws RUN_BUDGET. */
export function withEvalBudget(model: ChatModel, { max_cost_usd, max_tokens }: EvalLimits): ChatModel {
  let tokens = 0
  let cost = 0
  let unpriced = false
  return {
    ...model,
    call: async (request, options) => {
      if (max_tokens !== null && tokens >= max_tokens)
        throw new ClawError('RUN_BUDGET', `The evaluation has used ${tokens} tokens of --max-tokens ${max_tokens}.`)
      if (max_cost_usd !== null && unpriced)
        throw new ClawError('RUN_BUDGET', `The price of ${model.provider} (${model.model}) is not known, so --max-cost cannot be kept.`)
      if (max_cost_usd !== null && cost >= max_cost_usd)
        throw new ClawError('RUN_BUDGET', `The evaluation has cost $${cost.toFixed(4)} of --max-cost ${max_cost_usd}.`)
      const reply = await model.call(request, options)
      tokens += (reply.usage?.input_tokens ?? 0) + (reply.usage?.output_tokens ?? 0)
      cost += reply.cost_usd ?? 0
      unpriced ||= reply.cost_usd === null
      return reply
    },
  }
}
