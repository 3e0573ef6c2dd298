import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AttemptClocks, createAttemptClocks } from '../../../src/capsules/supervisor/attempt-clocks.ts'

const LIMITS = { handshake_ms: 100, idle_ms: 300, wall_ms: 1000, grace_ms: 10 }
let expired: string[] = []

function start(): AttemptClocks {
  expired = []
  return createAttemptClocks(LIMITS, { now: Date.now, monotonic: Date.now }, (error) => expired.push(error.code))
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createAttemptClocks', () => {
  it('wants the first message soon, and then no long silence', () => {
    start()
    vi.advanceTimersByTime(100)
    expect(expired).toEqual(['CAPSULE_HANDSHAKE_TIMEOUT'])
    const clocks = start()
    vi.advanceTimersByTime(99)
    clocks.heard()
    vi.advanceTimersByTime(299)
    clocks.heard()
    vi.advanceTimersByTime(299)
    expect(expired).toEqual([])
    vi.advanceTimersByTime(1)
    expect(expired).toEqual(['CAPSULE_IDLE'])
  })

  it('ends the attempt once, whatever it hears', () => {
    const clocks = start()
    for (let at = 0; at < 3000; at += 50) {
      clocks.heard()
      vi.advanceTimersByTime(50)
    }
    expect(expired).toEqual(['CAPSULE_TIMEOUT'])
  })

  it('does not count the time of the host as silence, with several intents open', () => {
    const clocks = start()
    clocks.heard()
    const [first, second] = [clocks.answering(), clocks.answering()]
    vi.advanceTimersByTime(400)
    first()
    first()
    vi.advanceTimersByTime(400)
    expect(expired).toEqual([])
    second()
    vi.advanceTimersByTime(199)
    expect(expired).toEqual([])
    vi.advanceTimersByTime(1)
    expect(expired).toEqual(['CAPSULE_TIMEOUT'])
  })

  it('stands still while a person is waited for, and goes on where it stood', () => {
    const clocks = start()
    clocks.heard()
    vi.advanceTimersByTime(200)
    const resume = clocks.pause()
    vi.advanceTimersByTime(1_000_000)
    resume()
    vi.advanceTimersByTime(99)
    expect(expired).toEqual([])
    vi.advanceTimersByTime(1)
    expect(expired).toEqual(['CAPSULE_IDLE'])
  })

  it('says nothing after it was stopped, a late message included', () => {
    const clocks = start()
    const resume = clocks.pause()
    clocks.stop()
    resume()
    clocks.heard()
    vi.advanceTimersByTime(10_000)
    expect(expired).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
