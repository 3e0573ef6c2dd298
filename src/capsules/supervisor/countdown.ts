import type { Clock } from '../../kernel/clock.ts'

export interface Countdown {
  /** From the full time again. */
  restart(): void
  pause(): void
  resume(): void
  /** For good. */
  stop(): void
}

/** A deadline that can stand still. Calls `onZero` once. Starts running. */
export function createCountdown(ms: number, clock: Clock, onZero: () => void): Countdown {
  let left = ms
  let since = clock.monotonic()
  let running = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  function resume(): void {
    if (stopped || running) return
    running = true
    since = clock.monotonic()
    timer = setTimeout(reachedZero, left)
  }

  function pause(): void {
    if (stopped || !running) return
    running = false
    left = Math.max(0, left - (clock.monotonic() - since))
    clearTimeout(timer)
  }

  function restart(): void {
    const wasRunning = running
    pause()
    left = ms
    if (wasRunning) resume()
  }

  function stop(): void {
    stopped = true
    clearTimeout(timer)
  }

  function reachedZero(): void {
    stop()
    onZero()
  }

  resume()
  return { restart, pause, resume, stop }
}
