const DAY_MS = 86_400_000
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short' })
const BOTH = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' })

/** When a piece of a chart begins, as exactly as its length asks for. */
export function momentText(at: number, bucket_ms: number): string {
  if (bucket_ms >= DAY_MS) return DAY.format(at)
  return bucket_ms >= DAY_MS / 4 ? BOTH.format(at) : TIME.format(at)
}
