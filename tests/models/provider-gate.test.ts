import { describe, expect, test } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { createFairQueue } from '../../src/models/broker/fair-queue.ts'
import { createProviderGate } from '../../src/models/broker/provider-gate.ts'
import { withFallback } from '../../src/models/broker/with-fallback.ts'
import type { CallOptions, ChatModel, FallbackNote } from '../../src/models/chat-model.ts'

const REQUEST = { messages: [{ role: 'user' as const, content: 'x'.repeat(400) }], tools: [] }
const never = new AbortController().signal

function model(name: string, call: (options: CallOptions) => Promise<string>, context_tokens: number | null = null): ChatModel {
  const answer = { provider: name, model: 'm', tool_calls: [], usage: undefined, cost_usd: null, duration_ms: 1 }
  return {
    provider: name,
    model: 'm',
    rates: { input: 1, output: 2 },
    limits: async () => ({ context_tokens, output_tokens: null }),
    call: async (_, options) => ({ ...answer, content: await call(options) }),
  }
}

describe('the queue of a provider', () => {
  test('is fair, lets so many in, and forgets who is cancelled', async () => {
    const queue = createFairQueue(1)
    const first = await queue.enter(never)
    const order: number[] = []
    const stop = new AbortController()
    const arrived = (n: number) => (leave: () => void) => {
      order.push(n)
      return leave
    }
    const second = queue.enter(never).then(arrived(2))
    const third = queue.enter(stop.signal)
    const fourth = queue.enter(never).then(arrived(4))
    stop.abort(new ClawError('CANCELLED', 'stopped'))
    await expect(third).rejects.toMatchObject({ code: 'CANCELLED' })
    first()
    first()
    ;(await second)()
    ;(await fourth)()
    expect(order).toEqual([2, 4])
    ;(await queue.enter(never))()
    await expect(queue.enter(stop.signal)).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe('the gate of a provider', () => {
  function gate(concurrency: number) {
    let now = 0
    const slept: number[] = []
    const sleep = async (ms: number) => {
      slept.push(ms)
      now += ms
    }
    const clock = { now: () => now, monotonic: () => now }
    return { slept, gate: createProviderGate({ provider: 'p', concurrency, circuit: { failures: 2, resetMs: 1000 }, clock, sleep }) }
  }

  test('holds so many calls of all models of the provider at once', async () => {
    const { gate: two } = gate(2)
    let [open, most] = [0, 0]
    const busy = async () => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setTimeout(resolve, 5))
      open -= 1
      return 'ok'
    }
    const models = [two.through(model('a', busy)), two.through(model('b', busy))]
    await Promise.all(Array.from({ length: 7 }, (_, i) => models[i % 2]?.call(REQUEST, { signal: never })))
    expect(most).toBe(2)
  })

  test('what one call was asked to wait holds the others back, and too long is told at once', async () => {
    const { gate: one, slept } = gate(4)
    const limited = (ms: number) =>
      one.through(model('a', () => Promise.reject(new ClawError('MODEL_RATE_LIMITED', '429', { data: { retry_after_ms: ms } }))))
    const fine = one.through(model('b', async () => 'ok'))
    await expect(limited(5000).call(REQUEST, { signal: never })).rejects.toMatchObject({ code: 'MODEL_RATE_LIMITED' })
    expect(await fine.call(REQUEST, { signal: never })).toMatchObject({ content: 'ok', waited_ms: 5000 })
    expect(slept).toEqual([5000])
    await expect(limited(3_600_000).call(REQUEST, { signal: never })).rejects.toMatchObject({ code: 'MODEL_RATE_LIMITED' })
    await expect(fine.call(REQUEST, { signal: never })).rejects.toMatchObject({
      code: 'MODEL_RATE_LIMITED',
      message: expect.stringContaining('3600 s'),
    })
    await expect(limited(1e300).call(REQUEST, { signal: never })).rejects.toMatchObject({ code: 'MODEL_RATE_LIMITED' })
    await expect(fine.call(REQUEST, { signal: never })).rejects.toMatchObject({ message: expect.stringContaining('3600 s') })
  })
})

describe('the fallback', () => {
  const failing = (code: ConstructorParameters<typeof ClawError>[0], retryable = false) =>
    model('first', () => Promise.reject(new ClawError(code, `it is ${code}`, { retryable })))
  const second = model('second', async () => 'from the second')

  test.each(['MODEL_UNAVAILABLE', 'MODEL_TIMEOUT', 'MODEL_RATE_LIMITED'] as const)('answers after %s, and says why', async (code) => {
    const notes: FallbackNote[] = []
    const reply = await withFallback(failing(code), second).call(REQUEST, { signal: never, onFallback: (note) => notes.push(note) })
    expect(reply).toMatchObject({ provider: 'second', content: 'from the second' })
    expect(notes).toEqual([{ provider: 'second', model: 'm', error: { code, message: `it is ${code}`, retryable: false } }])
  })

  test.each(['MODEL_KEY_REJECTED', 'MODEL_BAD_REQUEST', 'MODEL_REFUSED', 'CANCELLED'] as const)('is not asked after %s', async (code) => {
    await expect(withFallback(failing(code), second).call(REQUEST, { signal: never })).rejects.toMatchObject({ code })
  })

  test('is not asked what does not fit into its window, nor twice', async () => {
    const small = model('second', async () => 'no', 10)
    await expect(withFallback(failing('MODEL_TIMEOUT'), small).call(REQUEST, { signal: never })).rejects.toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: expect.stringContaining('does not fit'),
    })
    await expect(
      withFallback(failing('MODEL_TIMEOUT'), failing('MODEL_UNAVAILABLE')).call(REQUEST, { signal: never }),
    ).rejects.toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: expect.stringContaining('it is MODEL_UNAVAILABLE'),
    })
  })

  test('a limit of money reckons with the dearer one, and with none whose price is not known', () => {
    const dear = { ...second, rates: { input: 0.5, output: 9 } }
    expect(withFallback(failing('MODEL_TIMEOUT'), dear).rates).toEqual({ input: 1, output: 9 })
    expect(withFallback(failing('MODEL_TIMEOUT'), { ...second, rates: null })).toMatchObject({
      rates: null,
      unpriced: { provider: 'second' },
    })
  })
})
