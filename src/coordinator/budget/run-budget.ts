import { raceAbort } from '../../kernel/abort.ts'
import type { ClawError } from '../../kernel/claw-error.ts'
import type { ChatModel, TokenRates } from '../../models/chat-model.ts'
import type { Usage } from '../../protocol/messages.ts'
import { budgetCut, budgetReached, priceUnknown } from './budget-error.ts'
import { type Amount, type BudgetLimits, type BudgetScope, minus, NOTHING, outputRoom, plus, tightestLimit } from './budget-scope.ts'

export interface BudgetedCall {
  readonly model: Pick<ChatModel, 'provider' | 'model' | 'rates' | 'unpriced'>
  /** Null for the coordinator's own calls. */
  readonly agent: { readonly agent_id: string; readonly limits: BudgetLimits } | null
  readonly prompt_tokens: number
  /** The longest answer that is wanted or possible; null: not known. Asked for only where something is limited. */
  readonly outputTokens: () => Promise<number | null>
}

export interface Spent {
  readonly usage: Usage | null
  readonly cost_usd: number | null
  /** Tokens of the answer, about, where no usage was told. */
  readonly written: number
}

export interface Reservation {
  /** What the answer has to be limited to; null: nothing more than what limits it anyway. */
  readonly max_tokens: number | null
  settle(spent: Spent): void
  /** Nothing was taken. */
  release(): void
  /** The error of an answer that was cut at `max_tokens`. */
  cut(): ClawError
}

export interface RunBudget {
  /**
   * Sets aside what a call may take, so that calls at the same time cannot pass a limit together; waits while other calls alone are in the way.
   * Throws RUN_BUDGET, RUN_COST, AGENT_BUDGET, PRICE_UNKNOWN.
   */
  reserve(call: BudgetedCall, signal: AbortSignal): Promise<Reservation>
}

export interface SpentBefore {
  readonly run: Amount
  readonly agents: ReadonlyMap<string, Amount>
}

/** A call with what it takes at most. */
interface Quote {
  readonly call: BudgetedCall
  readonly rates: TokenRates
  readonly prompt: Amount
  /** null: not known. */
  readonly longest: number | null
  readonly wanted: number
}

// An answer shorter than this is of no use; one of the second length is worth making before other calls have ended.
const LEAST_OUTPUT = 200
const FAIR_OUTPUT = 2000
const USUAL_OUTPUT = 16_384

/** Tokens and money of one run and of its agents, in memory: what a process that died had set aside is gone with it. */
export function createRunBudget(limits: BudgetLimits, before: SpentBefore): RunBudget {
  const run: BudgetScope = { agent_id: null, limits, used: before.run, held: NOTHING }
  const agents = new Map<string, BudgetScope>()
  const waiting = new Set<() => void>()

  async function reserve(call: BudgetedCall, signal: AbortSignal): Promise<Reservation> {
    const scopes = scopesOf(call)
    const quote = await quoteOf(call, scopes)
    for (;;) {
      const output = outputNow(quote, scopes)
      if (output !== undefined) return hold(quote, scopes, output)
      await raceAbort(new Promise<void>((resolve) => waiting.add(resolve)), signal)
    }
  }

  function scopesOf({ agent }: BudgetedCall): readonly BudgetScope[] {
    if (agent === null) return [run]
    const { agent_id } = agent
    const scope = agents.get(agent_id) ?? { agent_id, limits: agent.limits, used: before.agents.get(agent_id) ?? NOTHING, held: NOTHING }
    scope.limits = agent.limits
    agents.set(agent_id, scope)
    return [run, scope]
  }

  function hold(quote: Quote, scopes: readonly BudgetScope[], output: number): Reservation {
    const held = plus(quote.prompt, { tokens: output, cost_usd: output * quote.rates.output })
    const { scope, limit } = tightest(quote, scopes)
    for (const each of scopes) each.held = plus(each.held, held)
    let open = true
    const end = (used: Amount): void => {
      if (!open) return
      open = false
      for (const each of scopes) {
        each.held = minus(each.held, held)
        each.used = plus(each.used, used)
      }
      for (const goOn of [...waiting]) goOn()
      waiting.clear()
    }
    return {
      max_tokens: scopes.some(isLimited) && (output < quote.wanted || quote.longest === null) ? output : null,
      settle: (spent) => end(amountOf(quote, spent)),
      release: () => end(NOTHING),
      cut: () => budgetCut(scope, limit, output),
    }
  }

  return { reserve }
}

async function quoteOf(call: BudgetedCall, scopes: readonly BudgetScope[]): Promise<Quote> {
  const paid = scopes.find((scope) => scope.limits.cost_usd !== null)
  if (paid !== undefined && call.model.rates === null) throw priceUnknown(call.model.unpriced ?? call.model, paid)
  const rates = call.model.rates ?? { input: 0, output: 0 }
  const prompt = { tokens: call.prompt_tokens, cost_usd: call.prompt_tokens * rates.input }
  const longest = scopes.some(isLimited) ? await call.outputTokens() : null
  return { call, rates, prompt, longest, wanted: longest ?? USUAL_OUTPUT }
}

/** How long the answer may be; undefined while calls under way hold too much. Throws where there is too little without them. */
function outputNow(quote: Quote, scopes: readonly BudgetScope[]): number | undefined {
  const { wanted, prompt, rates } = quote
  const { scope, limit, room } = tightest(quote, scopes)
  if (room < Math.min(LEAST_OUTPUT, wanted)) throw budgetReached(scope, limit, quote.call)
  const now = Math.min(...scopes.map((each) => outputRoom(each, plus(each.used, each.held), prompt, rates)))
  // Half of what is left is for calls that may come beside this one.
  if (now >= Math.min(wanted, FAIR_OUTPUT)) return Math.min(wanted, Math.max(FAIR_OUTPUT, Math.floor(now / 2)))
  return scopes.every((each) => each.held.tokens === 0) ? Math.min(wanted, now) : undefined
}

function tightest({ prompt, rates }: Quote, scopes: readonly BudgetScope[]) {
  const rooms = scopes.map((scope) => ({ scope, room: outputRoom(scope, scope.used, prompt, rates) }))
  const least = rooms.reduce((a, b) => (b.room < a.room ? b : a))
  return { ...least, limit: tightestLimit(least.scope, least.scope.used, prompt, rates) }
}

function isLimited({ limits }: BudgetScope): boolean {
  return limits.tokens !== null || limits.cost_usd !== null
}

function amountOf({ call, rates }: Quote, { usage, cost_usd, written }: Spent): Amount {
  const input = usage?.input_tokens ?? call.prompt_tokens
  const output = usage?.output_tokens ?? written
  return { tokens: input + output, cost_usd: cost_usd ?? input * rates.input + output * rates.output }
}
