/** Time as the live parts need it; a test gives its own. */
export interface Timers {
  /** Milliseconds that only grow. */
  now(): number
  /** Returns what cancels it. */
  after(ms: number, act: () => void): () => void
}

export const browserTimers: Timers = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
