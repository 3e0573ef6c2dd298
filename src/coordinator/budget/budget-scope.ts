import type { TokenRates } from '../../models/chat-model.ts'

export interface BudgetLimits {
  readonly tokens: number | null
  /** US dollars. */
  readonly cost_usd: number | null
}

export interface Amount {
  readonly tokens: number
  readonly cost_usd: number
}

/** What may be used: of a run, or by one agent in it. */
export interface BudgetScope {
  /** null: the run. */
  readonly agent_id: string | null
  limits: BudgetLimits
  used: Amount
  /** Set aside for calls that are under way. */
  held: Amount
}

export const NOTHING: Amount = { tokens: 0, cost_usd: 0 }

export function plus(a: Amount, b: Amount): Amount {
  return { tokens: a.tokens + b.tokens, cost_usd: a.cost_usd + b.cost_usd }
}

export function minus(a: Amount, b: Amount): Amount {
  return { tokens: a.tokens - b.tokens, cost_usd: a.cost_usd - b.cost_usd }
}

/** How many tokens of an answer this scope has room for beside its prompt, when `taken` is gone; below 0 the prompt itself is too much. */
export function outputRoom({ limits }: BudgetScope, taken: Amount, prompt: Amount, rates: TokenRates): number {
  return Math.min(tokenRoom(limits, taken, prompt), costRoom(limits, taken, prompt, rates))
}

function tokenRoom({ tokens }: BudgetLimits, taken: Amount, prompt: Amount): number {
  return tokens === null ? Number.POSITIVE_INFINITY : tokens - taken.tokens - prompt.tokens
}

function costRoom({ cost_usd }: BudgetLimits, taken: Amount, prompt: Amount, rates: TokenRates): number {
  if (cost_usd === null) return Number.POSITIVE_INFINITY
  const left = cost_usd - taken.cost_usd - prompt.cost_usd
  if (left < 0) return -1
  return rates.output === 0 ? Number.POSITIVE_INFINITY : Math.floor(left / rates.output)
}

/** Which of its limits leaves less room. */
export function tightestLimit({ limits }: BudgetScope, taken: Amount, prompt: Amount, rates: TokenRates): 'tokens' | 'cost' {
  return costRoom(limits, taken, prompt, rates) < tokenRoom(limits, taken, prompt) ? 'cost' : 'tokens'
}
