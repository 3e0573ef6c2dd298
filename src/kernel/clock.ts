export interface Clock {
  /** Milliseconds since 1970, for records. It may jump. */
  now(): number
  /** Milliseconds that only grow, for durations and deadlines. */
  monotonic(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}

/** ISO 8601 in UTC with milliseconds: the form of every stored time. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
