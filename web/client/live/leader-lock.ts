/** What one tab at a time can hold; who holds it and dies loses it at once. */
export interface LeaderLock {
  /**
   * Waits for the lock, then calls `lead` and holds it until the promise of that settles. `lost` aborts when another tab has taken it away.
   * Resolves when it is held no more; rejects with the reason of `signal`.
   */
  hold(options: { readonly steal: boolean; readonly signal: AbortSignal }, lead: (lost: AbortSignal) => Promise<void>): Promise<void>
}
