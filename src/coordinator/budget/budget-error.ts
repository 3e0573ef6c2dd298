import { ClawError } from '../../kernel/claw-error.ts'
import type { BudgetScope } from './budget-scope.ts'

const RUN_CODES = { tokens: 'RUN_BUDGET', cost: 'RUN_COST' } as const

/** A limit leaves no room for a call: nothing was asked. */
export function budgetReached(scope: BudgetScope, limit: 'tokens' | 'cost', wanted: { readonly prompt_tokens: number }): ClawError {
  const { used, agent_id } = scope
  const spent = limit === 'tokens' ? `${used.tokens} tokens` : `$${dollars(used.cost_usd)}`
  const next = `the next call has a prompt of about ${wanted.prompt_tokens} tokens`
  if (agent_id !== null) return agentReached(agent_id, `${spent} of ${limitText(scope, limit)}; ${next}`)
  return new ClawError(RUN_CODES[limit], `The run has used ${spent} of ${limitText(scope, limit)}; ${next}.`)
}

/** The answer itself was longer than what was left: it was paid, and is not used. */
export function budgetCut(scope: BudgetScope, limit: 'tokens' | 'cost', max_tokens: number): ClawError {
  const what = `left ${max_tokens} tokens for an answer, which was longer: it is not used`
  if (scope.agent_id !== null) return agentReached(scope.agent_id, `${limitText(scope, limit)} ${what}`)
  return new ClawError(RUN_CODES[limit], `${limitText(scope, limit)} ${what}.`)
}

/** A limit of money cannot be kept where nobody knows the price. */
export function priceUnknown(model: { readonly provider: string; readonly model: string }, scope: BudgetScope): ClawError {
  const limit = limitText(scope, 'cost')
  return new ClawError('PRICE_UNKNOWN', `The price of ${model.provider}/${model.model} is not known, so ${limit} cannot be kept.`, {
    fix: `Limit tokens instead (claw resume <run> --max-cost none --max-tokens <n>), or write the price into prices.json: {"${model.provider}/${model.model}": {"input": <dollars>, "output": <dollars>}}`,
  })
}

function agentReached(agent_id: string, what: string): ClawError {
  return new ClawError('AGENT_BUDGET', `Agent '${agent_id}' has used ${what}.`, {
    fix: `Raise its limits (claw agent edit ${agent_id}), then: claw resume <run>`,
  })
}

function limitText({ agent_id, limits }: BudgetScope, limit: 'tokens' | 'cost'): string {
  const names = agent_id === null ? { tokens: '--max-tokens', cost: '--max-cost' } : { tokens: 'limits.tokens', cost: 'limits.cost_usd' }
  return limit === 'tokens' ? `${names.tokens} ${limits.tokens}` : `${names.cost} ${limits.cost_usd}`
}

function dollars(amount: number): string {
  return amount.toFixed(amount < 0.01 ? 6 : 2)
}
