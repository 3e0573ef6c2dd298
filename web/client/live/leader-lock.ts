/** What one tab at a time can hold; who holds it and dies loses it at once. */
export interface LeaderLock {
  /**
   * Waits for the lock, then calls `lead` and holds it until the promise of that settles. `lost` aborts when another tab has taken it away.
   * Resolves when it is held no more; rejects with the reason of `signal`.
   */
  hold(options: { readonly steal: boolean; readonly signal: AbortSignal }, lead: (lost: AbortSignal) => Promise<void>): Promise<void>
}

/** Undefined where the browser has no Web Locks: then each tab has a stream of its own. */
export function leaderLock(name: string): LeaderLock | undefined {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) return undefined
  return {
    hold: async ({ steal, signal }, lead) => {
      const lost = new AbortController()
      let holds = false
      // A request that steals takes no signal.
      const options = steal ? { steal } : { signal }
      try {
        await navigator.locks.request(name, options, () => {
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
