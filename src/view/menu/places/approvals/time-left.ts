import { formatDuration } from '../../../format.ts'

export interface Waiting {
  readonly created_at: number
  readonly expires_at: number
  readonly answer_within_ms: number | null
}

/** How long a request stays open; the shorter time is that in which its run, while it waits there, takes silence for a no. */
export function timeLeft({ created_at, expires_at, answer_within_ms }: Waiting, now: number): string {
  const soon = answer_within_ms === null ? expires_at : created_at + answer_within_ms
  const end = soon > now ? Math.min(soon, expires_at) : expires_at
  return formatDuration(Math.max(0, end - now))
}
