import { describe, expect, it } from 'vitest'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import type { IntentAnswer } from '../../../src/protocol/messages.ts'
import { taskRequest } from '../../helpers/task-request.ts'
import { FIXTURES, habit, isAlive, run } from './run-fixture.ts'

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('a capsule that keeps the rules', () => {
  it('answers, in Python', async () => {
    const { response, seen } = await run({
      command: ['python3', `${FIXTURES}echo.py`],
      request: taskRequest({ task: 'say ü\u2028\u{1f600}' }),
    })
    expect(response?.result).toBe('say ü\u2028\u{1f600}')
    expect(seen.exited).toEqual([{ code: 0, signal: null, stderr_tail: '', dropped_bytes: 0 }])
  })

  it('answers, in Node, and sees only the environment it was given', async () => {
    process.env['CLAW_TEST_CANARY'] = 'tweet'
    const { response } = await run({ command: [process.execPath, `${FIXTURES}echo.mjs`] })
    delete process.env['CLAW_TEST_CANARY']
    expect(response?.result).toEqual({ task: 'say hello', env: expect.arrayContaining(['PATH']) })
    expect(JSON.stringify(response?.result)).not.toMatch(/CANARY|HOME|USER/)
  })

  it('may take its time while it shows signs of life', async () => {
    const { response, seen } = await run({ command: habit('slow'), limits: { idle_ms: 1000 } })
    expect(response?.status).toBe('ok')
    expect(seen.progress).toEqual(['still at it', 'still at it', 'still at it'])
  })

  it('has several intents open at once, answered in any order', async () => {
    const { response } = await run({
      command: habit('ask_twice_at_once'),
      onIntent: async (intent): Promise<IntentAnswer> => {
        if (intent.id === 'a') await wait(100)
        return { type: 'tool_call_result', id: intent.id, ok: true, result: `answer to ${intent.id}` }
      },
    })
    expect(response?.result).toEqual({ a: 'answer to a', b: 'answer to b' })
  })

  it('gets eight answers of nearly a line each, though it reads late', async () => {
    const { response } = await run({
      command: habit('big_answers'),
      onIntent: async (intent) => ({ type: 'tool_call_result', id: intent.id, ok: true, result: 'x'.repeat(1_000_000) }),
    })
    expect(response?.result).toBe(8_000_000)
  })

  it('is not idle while the host works on its intent', async () => {
    const { response } = await run({
      command: habit('ask_one'),
      limits: { idle_ms: 150 },
      onIntent: async (intent) => {
        await wait(500)
        return { type: 'tool_call_result', id: intent.id, ok: true, result: 'late' }
      },
    })
    expect(response?.status).toBe('ok')
  })

  it('has no clock running while a person is waited for', async () => {
    const { response } = await run({
      command: habit('ask_one'),
      limits: { wall_ms: 600, idle_ms: 150 },
      onIntent: async (intent, clock) => {
        const goOn = clock.pause()
        await wait(1000)
        goOn()
        return { type: 'tool_call_result', id: intent.id, ok: true, result: 'yes' }
      },
    })
    expect(response?.status).toBe('ok')
  })

  it('may chatter on stderr, of which the end is kept', async () => {
    const { response, seen } = await run({ command: habit('stderr_chatter') })
    expect(response?.status).toBe('ok')
    expect(seen.exited[0]?.stderr_tail.endsWith('ethe end')).toBe(true)
    expect(seen.exited[0]?.stderr_tail).toHaveLength(16 * 1024)
    expect(seen.exited[0]?.dropped_bytes).toBe(1_000_007 - 16 * 1024)
  })

  it('is killed when it lingers after its answer, which counts', async () => {
    const { response, seen, ms } = await run({ command: habit('linger') })
    expect(response?.result).toBe('done')
    expect(seen.exited[0]?.signal).not.toBeNull()
    expect(ms).toBeLessThan(2500)
  })

  it('leaves no child behind', async () => {
    const { response } = await run({ command: habit('fork_and_leave') })
    expect(isAlive(Number(response?.result))).toBe(false)
  })

  it('need not wait for the answer to what it asked; the handler is told', async () => {
    const told: unknown[] = []
    const { response } = await run({
      command: habit('asks_and_leaves'),
      onIntent: (intent, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            told.push(signal.reason)
            resolve({ type: 'tool_call_result', id: intent.id, ok: false, error: { code: 'CANCELLED', message: '', retryable: false } })
          })
        }),
    })
    expect(response?.result).toBe('did not wait')
    expect(told[0]).toBeInstanceOf(ClawError)
  })
})

describe('a cancelled capsule', () => {
  it('is told, and may go by itself', async () => {
    const cancel = new AbortController()
    const { error, seen } = await run({ command: habit('cancel_politely'), signal: cancel.signal, onProgress: () => cancel.abort() })
    expect(error?.code).toBe('CAPSULE_CANCELLED')
    expect(seen.exited).toEqual([{ code: 0, signal: null, stderr_tail: 'told to stop\n', dropped_bytes: 0 }])
  })

  it('is ended when it does not listen', async () => {
    const cancel = new AbortController()
    const { error, seen, ms } = await run({ command: habit('hang'), signal: cancel.signal, onProgress: () => cancel.abort() })
    expect(error?.code).toBe('CAPSULE_CANCELLED')
    expect(seen.exited[0]?.signal).toBe('SIGTERM')
    expect(ms).toBeLessThan(2500)
  })

  it('is not started when the cancel was first', async () => {
    const { error, seen } = await run({ command: habit('hang'), signal: AbortSignal.abort() })
    expect(error?.code).toBe('CAPSULE_CANCELLED')
    expect(seen.started).toEqual([])
  })
})
