export interface Throttle<T> {
  push(value: T): void
  /** Acts on what waits, now. */
  flush(): void
}

/** Acts on the first value at once and on the newest of those that follow once per interval. Its timer keeps no process alive. */
export function throttle<T>(act: (value: T) => void, intervalMs: number): Throttle<T> {
  let waiting: { readonly value: T } | undefined
  let timer: NodeJS.Timeout | undefined

  function push(value: T): void {
    waiting = { value }
    if (timer === undefined) actNow()
  }

  function actNow(): void {
    const next = waiting
    waiting = undefined
    timer = next && setTimeout(actNow, intervalMs).unref()
    if (next !== undefined) act(next.value)
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const next = waiting
    waiting = undefined
    if (next !== undefined) act(next.value)
  }

  return { push, flush }
}
