import type { FeedPlace } from './feed-port.ts'

const CURSOR = /^(\d{1,15})-(\d{1,15})-([0-9a-f]{8})$/
const MARK_LENGTH = 8

/** The text of a place, as ids of frames and `after` have it. */
export function feedCursor({ event, audit, mark }: FeedPlace): string {
  return `${event}-${audit}-${mark}`
}

export function parseCursor(text: string): FeedPlace | undefined {
  const [, event, audit, mark] = CURSOR.exec(text) ?? []
  return mark === undefined ? undefined : { event: Number(event), audit: Number(audit), mark }
}

export function feedMark(hash: string): string {
  return hash.slice(0, MARK_LENGTH)
}
