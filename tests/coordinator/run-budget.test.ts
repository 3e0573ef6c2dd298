import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BudgetedCall, createRunBudget, type Spent } from '../../src/coordinator/budget/run-budget.ts'
import { spentBefore } from '../../src/coordinator/budget/spent-before.ts'
import type { RunEvent } from '../../src/protocol/events.ts'

const RATES = { input: 1e-6, output: 10e-6 }
const NOTHING = { run: { tokens: 0, cost_usd: 0 }, agents: new Map() }
const never = new AbortController().signal
const call = ({ output_tokens = null, ...more }: Partial<BudgetedCall> & { output_tokens?: number | null } = {}): BudgetedCall => ({
  model: { provider: 'p', model: 'm', rates: RATES },
  agent: null,
  prompt_tokens: 100,
  outputTokens: async () => output_tokens,
  ...more,
})
const spent = (input: number, output: number): Spent => ({
  usage: { input_tokens: input, output_tokens: output },
  cost_usd: null,
  written: 0,
})
const tokens = (limit: number) => createRunBudget({ tokens: limit, cost_usd: null }, NOTHING)

describe('the budget of a run', () => {
  test('without a limit asks for nothing', async () => {
    const budget = createRunBudget({ tokens: null, cost_usd: null }, NOTHING)
    expect((await budget.reserve(call(), never)).max_tokens).toBeNull()
  })

  test('limits the answer to what is left, and refuses when that is of no use', async () => {
    const budget = tokens(1000)
    const first = await budget.reserve(call(), never)
    expect(first.max_tokens).toBe(900)
    first.settle(spent(100, 500))
    const second = await budget.reserve(call(), never)
    expect(second.max_tokens).toBe(300)
    second.settle(spent(100, 200))
    await expect(budget.reserve(call(), never)).rejects.toMatchObject({
      code: 'RUN_BUDGET',
      message: expect.stringContaining('900 tokens of --max-tokens 1000'),
    })
  })

  test('a call that failed gives back what it held, and settles once', async () => {
    const budget = tokens(1000)
    const first = await budget.reserve(call(), never)
    first.release()
    first.settle(spent(5000, 0))
    expect((await budget.reserve(call(), never)).max_tokens).toBe(900)
  })

  test('money: an unknown price is refused, a free one is not limited', async () => {
    const budget = createRunBudget({ tokens: null, cost_usd: 0.01 }, NOTHING)
    await expect(budget.reserve(call({ model: { provider: 'p', model: 'm', rates: null } }), never)).rejects.toMatchObject({
      code: 'PRICE_UNKNOWN',
      fix: expect.stringContaining('--max-tokens'),
    })
    const free = { input: 0, output: 0 }
    const open = await budget.reserve(call({ model: { provider: 'p', model: 'm', rates: free }, output_tokens: 50_000 }), never)
    expect(open.max_tokens).toBeNull()
    open.release()
    // 0.01 - 100 * 1e-6 = 0.0099 dollars: 990 tokens at 10 dollars a million.
    expect((await budget.reserve(call(), never)).max_tokens).toBe(990)
  })

  test('an agent has its own limit over all its calls', async () => {
    const budget = createRunBudget({ tokens: null, cost_usd: null }, NOTHING)
    const agent = { agent_id: 'a', limits: { tokens: 1000, cost_usd: null } }
    const other = { agent_id: 'b', limits: { tokens: 1000, cost_usd: null } }
    ;(await budget.reserve(call({ agent }), never)).settle(spent(100, 700))
    await expect(budget.reserve(call({ agent }), never)).rejects.toMatchObject({
      code: 'AGENT_BUDGET',
      message: expect.stringContaining("'a'"),
    })
    expect((await budget.reserve(call({ agent: other }), never)).max_tokens).toBe(900)
    expect((await budget.reserve(call(), never)).max_tokens).toBeNull()
  })

  test('a call waits while others hold what it needs, and goes when they are done or its run is stopped', async () => {
    const budget = tokens(3000)
    const first = await budget.reserve(call({ output_tokens: 2500 }), never)
    const stop = new AbortController()
    const stopped = budget.reserve(call(), stop.signal)
    const second = budget.reserve(call(), never)
    stop.abort()
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' })
    first.settle(spent(100, 100))
    expect((await second).max_tokens).toBe(2000)
  })

  test('calls at the same time never pass the limit together', async () => {
    const sizes = fc.record({ prompt: fc.integer({ min: 1, max: 3000 }), output: fc.integer({ min: 1, max: 6000 }), fails: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 500, max: 20_000 }), fc.array(sizes, { minLength: 1, maxLength: 12 }), async (limit, calls) => {
        const budget = tokens(limit)
        let used = 0
        await Promise.allSettled(
          calls.map(async ({ prompt, output, fails }) => {
            const reserved = await budget.reserve(call({ prompt_tokens: prompt, output_tokens: output }), never)
            const written = Math.min(output, reserved.max_tokens ?? output)
            await new Promise((resolve) => setImmediate(resolve))
            if (fails) return reserved.release()
            used += prompt + written
            reserved.settle(spent(prompt, written))
          }),
        )
        expect(used).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 200 },
    )
  })
})

describe('what a run has used before', () => {
  let seq = 0
  const event = (type: string, data: object, place: { subtask_id?: string; attempt?: number } = {}): RunEvent =>
    ({ seq: ++seq, run_id: 'r', at: '', actor: 'claw', type, subtask_id: null, attempt: null, ...place, data }) as unknown as RunEvent
  const s1 = { subtask_id: 's1', attempt: 1 }
  const asked = { intent_id: 'i1', provider: 'p', model: 'm', prompt_tokens: 80 }
  const finished = { ...asked, ok: true, content: '', usage: { input_tokens: 70, output_tokens: 30 }, cost_usd: 0.5, replayed: false }
  const rates = () => ({ input: 0.01, output: 0.1 })

  test('is the sum of its calls, replayed ones aside', () => {
    const events = [
      event('subtask.started', { agent_id: 'a', resumed: false }, s1),
      event('model.requested', asked, s1),
      event('model.finished', finished, s1),
      event('model.finished', { ...finished, replayed: true }, s1),
      event('model.requested', { ...asked, intent_id: '@plan' }),
      event('model.finished', { ...finished, intent_id: '@plan', usage: null, cost_usd: null, ok: false }),
    ]
    const { run, agents } = spentBefore(events, rates)
    expect(run).toEqual({ tokens: 100, cost_usd: 0.5 })
    expect(agents.get('a')).toEqual({ tokens: 100, cost_usd: 0.5 })
  })

  test('a call of a process that died counts with its prompt and what it had written', () => {
    const events = [
      event('model.requested', asked, s1),
      event('model.streamed', { intent_id: 'i1', text: 'one two three' }, s1),
      event('model.requested', asked, s1),
    ]
    const { run } = spentBefore(events, rates)
    expect(run.tokens).toBeGreaterThanOrEqual(160 + 3)
    expect(run.tokens).toBeLessThan(170)
    expect(run.cost_usd).toBeCloseTo(1.6 + (run.tokens - 160) * 0.1)
  })
})
