import { describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import type { ErrorCode } from '../../src/kernel/error-codes.ts'
import { createProviderGate } from '../../src/models/broker/provider-gate.ts'
import type { ChatModel, CircuitNote, ModelReply } from '../../src/models/chat-model.ts'

const REPLY: ModelReply = {
  provider: 'openai',
  model: 'm',
  content: 'ok',
  tool_calls: [],
  usage: undefined,
  cost_usd: null,
  duration_ms: 1,
}
const REQUEST = { messages: [{ role: 'user' as const, content: 'x' }], tools: [] }
const signal = new AbortController().signal

function setUp(failures = 3) {
  let now = 0
  let next: ErrorCode | 'ok' = 'ok'
  let asked = 0
  const model: ChatModel = {
    provider: 'openai',
    model: 'm',
    rates: null,
    limits: async () => ({ context_tokens: null, output_tokens: null }),
    call: async () => {
      asked += 1
      if (next !== 'ok') throw new ClawError(next, 'scripted')
      return REPLY
    },
  }
  const clock = { now: () => now, monotonic: () => now }
  const gate = createProviderGate({ provider: 'openai', concurrency: 4, circuit: { failures, resetMs: 1000 }, clock })
  const guarded = gate.through(model)
  const states: string[] = []
  const onCircuit = ({ state }: CircuitNote) => void states.push(state)
  return {
    states,
    other: gate.through({ ...model, model: 'other' }),
    call: (stop: AbortSignal = signal) =>
      guarded.call(REQUEST, { signal: stop, onCircuit }).then(
        () => 'ok',
        (error: ClawError) => error.code,
      ),
    error: () => guarded.call(REQUEST, { signal, onCircuit }).catch((error: ClawError) => error),
    will: (outcome: ErrorCode | 'ok') => {
      next = outcome
    },
    pass: (ms: number) => {
      now += ms
    },
    asked: () => asked,
  }
}

describe('the circuit breaker', () => {
  it('opens after failures in a row, half-opens after a while, and closes when a call works', async () => {
    const it = setUp()
    it.will('MODEL_UNAVAILABLE')
    for (let n = 0; n < 3; n += 1) expect(await it.call()).toBe('MODEL_UNAVAILABLE')
    expect(it.states).toEqual(['open'])
    const error = await it.error()
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', message: 'openai (m) failed 3 times in a row. It is asked again in 1 s.' })
    expect(it.asked()).toBe(3)
    it.pass(1000)
    it.will('ok')
    expect(await it.call()).toBe('ok')
    expect(it.states).toEqual(['open', 'half_open', 'closed'])
  })

  it('opens again when the trial call fails', async () => {
    const it = setUp(1)
    it.will('MODEL_TIMEOUT')
    await it.call()
    it.pass(1000)
    expect(await it.call()).toBe('MODEL_TIMEOUT')
    expect(it.states).toEqual(['open', 'half_open', 'open'])
    expect(it.asked()).toBe(2)
  })

  it('lets one call try a half-open provider, and the others after it', async () => {
    const it = setUp(1)
    it.will('MODEL_RATE_LIMITED')
    await it.call()
    it.pass(1000)
    it.will('ok')
    expect(await Promise.all([it.call(), it.call(), it.call()])).toEqual(['ok', 'ok', 'ok'])
    expect(it.asked()).toBe(4)
    expect(it.states).toEqual(['open', 'half_open', 'closed'])
  })

  it('asks for nobody else when the trial call fails, and a cancelled one does not wait for its end', async () => {
    const it = setUp(1)
    it.will('MODEL_UNAVAILABLE')
    await it.call()
    it.pass(1000)
    const stop = new AbortController()
    const calls = Promise.all([it.call(), it.call(stop.signal), it.call()])
    stop.abort()
    expect(await calls).toEqual(['MODEL_UNAVAILABLE', 'CANCELLED', 'MODEL_UNAVAILABLE'])
    expect(it.asked()).toBe(2)
    expect(it.states).toEqual(['open', 'half_open', 'open'])
  })

  it('counts only failures in a row', async () => {
    const it = setUp(2)
    for (const outcome of ['MODEL_UNAVAILABLE', 'ok', 'MODEL_UNAVAILABLE', 'ok'] as const) {
      it.will(outcome)
      await it.call()
    }
    expect(it.states).toEqual([])
  })

  it.each(['MODEL_BAD_REQUEST', 'MODEL_KEY_REJECTED', 'MODEL_REFUSED', 'CANCELLED'] as const)(
    '%s says nothing about the provider',
    async (code) => {
      const it = setUp(1)
      it.will(code)
      await it.call()
      expect(it.states).toEqual([])
    },
  )

  it('a cancelled trial call leaves the way free for the next', async () => {
    const it = setUp(1)
    it.will('MODEL_UNAVAILABLE')
    await it.call()
    it.pass(1000)
    it.will('CANCELLED')
    expect(await it.call()).toBe('CANCELLED')
    it.will('ok')
    expect(await it.call()).toBe('ok')
  })

  it('is shared by the models of one provider', async () => {
    const it = setUp(1)
    it.will('MODEL_UNAVAILABLE')
    await it.call()
    await expect(it.other.call(REQUEST, { signal })).rejects.toMatchObject({ data: { circuit: 'open', model: 'other' } })
  })
})
