import { describe, expect, it } from 'vitest'
import { runModelLoop } from '../../runtime/agent-loop.ts'
import { estimateTokens } from '../../src/kernel/estimate-tokens.ts'
import type { ModelMessage, TaskRequest } from '../../src/protocol/messages.ts'
import { type FakeHost, fakeHost, type ModelSays, taskRequest } from './agent-loop-host.ts'

interface Counting {
  readonly window: number
  /** Of the model, for one that is estimated: 1.5 means that it counts half as many again. */
  readonly density?: number
  readonly output: (n: number) => string
  readonly calls?: number
  readonly request?: Partial<TaskRequest>
  readonly reports?: boolean
}

interface Seen {
  readonly host: FakeHost
  readonly prompts: (readonly ModelMessage[])[]
  /** As the model counts. */
  readonly counts: number[]
  readonly result: unknown
  readonly error: string | undefined
}

/** Twelve steps against a model that counts its prompts and refuses those that pass its window. */
async function run({ window, density = 1, output, calls = 1, request = {}, reports = true }: Counting): Promise<Seen> {
  const counts: number[] = []
  const prompts: (readonly ModelMessage[])[] = []
  const model = (turn: number, intent: { messages: readonly ModelMessage[] }): ModelSays => {
    const counted = Math.ceil(estimateTokens(JSON.stringify(intent.messages)) * density)
    prompts.push(intent.messages)
    counts.push(counted)
    if (counted > window) return { error: { code: 'MODEL_CONTEXT_LENGTH', message: 'too long', retryable: false } }
    const usage = reports ? { counted } : {}
    if (turn >= 12) return { content: 'done', ...usage }
    return { calls: Array.from({ length: calls }, (_, n) => ['file_io', { op: 'read', path: `f${turn}-${n}` }] as const), ...usage }
  }
  const host = fakeHost({ model, tool: (_, n) => ({ ok: true, result: output(n), ref: `sha${n}` }) })
  const limits = { steps: 12, tool_calls: 50, timeout_ms: 60_000, line_bytes: 1024 * 1024, context_tokens: window }
  const answer = await runModelLoop(taskRequest({ limits, ...request }), host, new AbortController().signal)
  return { host, prompts, counts, result: answer.result, error: answer.error_code }
}

const prose = (n: number): string =>
  Array.from({ length: 1000 }, (_, line) => `line ${line} of output ${n} and the words in it are plain`).join('\n')

function pairsHold(messages: readonly ModelMessage[]): boolean {
  const calls = messages.flatMap((message) => message.tool_calls ?? []).map((call) => call.id)
  return JSON.stringify(messages.flatMap((message) => (message.role === 'tool' ? [message.tool_call_id] : []))) === JSON.stringify(calls)
}

describe('the window of the model', () => {
  it.each([4096, 8192, 16_384, 32_768, 128_000])(
    'of %i tokens is never passed in 12 steps of 50 kB, and calls keep their results',
    async (window) => {
      const seen = await run({ window, output: prose })
      expect(seen.result).toBe('done')
      expect(Math.max(...seen.counts)).toBeLessThanOrEqual(window * 0.8)
      expect(seen.prompts.every(pairsHold)).toBe(true)
      // What was read last is there, and what is left out can be read.
      expect(seen.prompts.at(-1)?.findLast((message) => message.role === 'tool')?.content).toMatch(/^line 0 of output 11/)
      expect(JSON.stringify(seen.prompts.at(-1))).toContain('ref:sha')
    },
  )

  it('costs in sum what the steps are many, not their square', async () => {
    const sums = new Map<number, number>()
    for (const window of [8192, 128_000])
      sums.set(
        window,
        (await run({ window, output: prose })).counts.reduce((sum, count) => sum + count, 0),
      )
    expect(sums.get(8192)).toBeLessThan(12 * 8192 * 0.75)
    expect(sums.get(128_000)).toBeLessThan(12 * 60_000)
  })

  it('is kept by a model that counts more than was estimated, from what it reports', async () => {
    const seen = await run({ window: 16_384, density: 1.8, output: prose })
    expect(seen.result).toBe('done')
    expect(seen.counts.filter((count) => count > 16_384).length).toBeLessThanOrEqual(1)
  })

  it('that nothing is reported of is found out by halving', async () => {
    const seen = await run({ window: 16_384, density: 1.8, output: prose, reports: false })
    expect(seen.result).toBe('done')
  })

  it('is shared by the results of one message', async () => {
    const seen = await run({ window: 16_384, output: prose, calls: 4 })
    expect(seen.result).toBe('done')
    expect(Math.max(...seen.counts)).toBeLessThanOrEqual(16_384 * 0.8)
    const last = seen.prompts
      .at(-1)
      ?.slice(-5)
      .filter((message) => message.role === 'tool')
      .map((message) => message.content.length)
    expect(Math.min(...(last ?? [0]))).toBeGreaterThan(2000)
  })

  it('makes room for the task: what comes with it is shortened', async () => {
    const inputs = { s1: prose(1), s2: prose(2) }
    const seen = await run({ window: 8192, output: () => 'ok', request: { context: { inputs } } })
    expect(seen.result).toBe('done')
    expect(seen.counts[0]).toBeLessThanOrEqual(8192 * 0.5)
    expect(seen.prompts[0]?.[1]?.content).toMatch(/How many files[\s\S]*### s1[\s\S]*left out here[\s\S]*### s2/)
  })

  it('that is too small for the role alone is said before anything is asked', async () => {
    const seen = await run({ window: 4096, output: () => 'ok', request: { system_prompt: prose(1) } })
    expect(seen).toMatchObject({ error: 'MODEL_CONTEXT_LENGTH', prompts: [] })
  })
})

describe('what a provider can reuse', () => {
  it('grows at its end only, and is rewritten seldom once the room is full', async () => {
    const seen = await run({ window: 16_384, output: (n) => prose(n).slice(0, 6000) })
    const same = seen.prompts.map((messages, index) => {
      const before = seen.prompts[index - 1]
      return before !== undefined && JSON.stringify(messages.slice(0, before.length)) === JSON.stringify(before)
    })
    expect(same.filter((kept) => kept).length).toBeGreaterThanOrEqual(6)
    for (const messages of seen.prompts) expect(messages.slice(0, 2)).toEqual(seen.prompts[0]?.slice(0, 2))
    for (const intent of seen.host.of('model_call_intent')) expect(intent.tools).toEqual(seen.host.of('model_call_intent')[0]?.tools)
  })
})
