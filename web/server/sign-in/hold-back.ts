/** Answers to wrong codes wait; no more than so many at once, and who comes then is sent away at once. The right code never waits. */
export function createHoldBack({ ms, waiting: max }: { readonly ms: number; readonly waiting: number }): () => Promise<boolean> {
  let waiting = 0
  return async () => {
    if (waiting >= max) return false
    waiting += 1
    await new Promise((resolve) => setTimeout(resolve, ms))
    waiting -= 1
    return true
  }
}
