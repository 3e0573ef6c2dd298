const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How far back figures go, as a person chooses it. */
export const STATS_RANGES = ['15m', '1h', '6h', '24h', '7d', 'all'] as const
export type StatsRange = (typeof STATS_RANGES)[number]

/** From `since` up to but without `until`, in pieces of `bucket`. Milliseconds since 1970. */
export interface StatsPeriod {
  readonly since: number
  readonly until: number
  readonly bucket: number
}

/** So many pieces at most: a chart has no room for more, and an answer stays small. */
export const MOST_BUCKETS = 120

const PIECES: Readonly<Record<Exclude<StatsRange, 'all'>, { readonly length: number; readonly bucket: number }>> = {
  '15m': { length: 15 * MINUTE, bucket: MINUTE },
  '1h': { length: HOUR, bucket: 2 * MINUTE },
  '6h': { length: 6 * HOUR, bucket: 15 * MINUTE },
  '24h': { length: DAY, bucket: HOUR },
  '7d': { length: 7 * DAY, bucket: 6 * HOUR },
}
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY]
const MOST_PIECES_OF_ALL = 40

/** The period of a range as of now; its last piece is the one that goes on. `first` is when the oldest run was started. */
export function periodOf(range: StatsRange, { now, first }: { readonly now: number; readonly first: number | undefined }): StatsPeriod {
  if (range !== 'all') return upTo(now, PIECES[range].length, PIECES[range].bucket)
  const length = Math.max(now - (first ?? now), MINUTE)
  const bucket = STEPS.find((step) => length / step <= MOST_PIECES_OF_ALL) ?? 365 * DAY
  return upTo(now, (Math.floor(length / bucket) + 2) * bucket, bucket)
}

/** As long, and right before. */
export function periodBefore({ since, until, bucket }: StatsPeriod): StatsPeriod {
  return { since: since - (until - since), until: since, bucket }
}

export function bucketsOf({ since, until, bucket }: StatsPeriod): number {
  return Math.ceil((until - since) / bucket)
}

// Pieces begin at round times, so that a figure does not change from look to look.
function upTo(now: number, length: number, bucket: number): StatsPeriod {
  const until = (Math.floor(now / bucket) + 1) * bucket
  return { since: until - length, until, bucket }
}
