import type { RunEvent } from '../../../src/protocol/events.ts'

/** Events of a run as they come, given on as they belong: seq 1, 2, 3 and so on, each once. */
export interface ContiguousEvents {
  /** The last seq up to which nothing is missing. */
  readonly last: number
  /** How many of them were not taken yet. */
  readonly waiting: number
  /** Whether nothing is missing before it. One that was there before is not even made. */
  add(seq: number, event: RunEvent | (() => RunEvent)): boolean
  /** The next ones, at most so many. */
  shift(most: number): readonly RunEvent[]
  clear(): void
}

export function contiguousEvents(): ContiguousEvents {
  let last = 0
  let queue: RunEvent[] = []
  let taken = 0
  const early = new Map<number, RunEvent>()

  function push(event: RunEvent): void {
    queue.push(event)
    last = event.seq
  }

  return {
    get last() {
      return last
    },
    get waiting() {
      return queue.length - taken
    },
    add: (seq, event) => {
      if (seq <= last) return true
      const made = typeof event === 'function' ? event() : event
      if (seq > last + 1) {
        early.set(seq, made)
        return false
      }
      push(made)
      for (let next = early.get(last + 1); next !== undefined; next = early.get(last + 1)) push(next)
      for (const known of early.keys()) if (known <= last) early.delete(known)
      return early.size === 0
    },
    shift: (most) => {
      const some = queue.slice(taken, taken + most)
      taken += some.length
      if (taken === queue.length) {
        queue = []
        taken = 0
      }
      return some
    },
    clear: () => {
      last = 0
      queue = []
      taken = 0
      early.clear()
    },
  }
}
