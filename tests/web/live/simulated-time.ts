import { setImmediate as macrotask } from 'node:timers/promises'
import type { Timers } from '../../../web/client/live/timers.ts'

/** Time that goes on when the test says so, in the order in which things are due. */
export interface SimulatedTime extends Timers {
  /** Lets everything happen that is due within so many milliseconds, promises between included. */
  pass(ms: number): Promise<void>
}

export function simulatedTime(): SimulatedTime {
  let now = 0
  let count = 0
  const due: { at: number; n: number; act: () => void }[] = []
  return {
    now: () => now,
    after: (ms, act) => {
      const entry = { at: now + Math.max(0, ms), n: count++, act }
      due.push(entry)
      return () => {
        const index = due.indexOf(entry)
        if (index !== -1) due.splice(index, 1)
      }
    },
    pass: async (ms) => {
      const until = now + ms
      await macrotask()
      for (;;) {
        due.sort((a, b) => a.at - b.at || a.n - b.n)
        const next = due[0]
        if (next === undefined || next.at > until) break
        due.shift()
        now = next.at
        next.act()
        await macrotask()
      }
      now = until
    },
  }
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
