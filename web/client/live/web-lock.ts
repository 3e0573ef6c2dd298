import type { LeaderLock } from './leader-lock.ts'

/** Undefined where the browser has no Web Locks: then each tab has a stream of its own. */
export function webLock(name: string): LeaderLock | undefined {
  const locks: LockManager | undefined = navigator.locks
  if (locks === undefined) return undefined
  return {
    hold: async ({ steal, signal }, lead) => {
      const lost = new AbortController()
      let holds = false
      // A request that steals takes no signal.
      const options = steal ? { steal } : { signal }
      try {
        await locks.request(name, options, () => {
          holds = true
          return lead(lost.signal)
        })
      } catch (error) {
        if (!holds) throw error
        lost.abort()
      }
    },
  }
}
