import type { FeedPlace } from '../../../src/app/feed/feed-port.ts'
import type { FeedChunk } from './feed-chunk.ts'

/** The newest chunks, up to so many bytes; each has a number that it keeps. */
export interface FeedRing {
  /** The number that the next chunk will have. */
  readonly next: number
  add(chunk: FeedChunk): void
  /** `later`: it is not there yet; `gone`: it is not there any more. */
  at(n: number): FeedChunk | 'later' | 'gone'
  /** The number of the first chunk with something after this place; `gone` when chunks between are not there any more. */
  after(place: FeedPlace): number | 'gone'
}

/** `start`: everything up to there came before the first chunk. */
export function feedRing(start: FeedPlace, capBytes: number): FeedRing {
  const chunks: FeedChunk[] = []
  let first = 0
  let size = 0
  let begin = start
  return {
    get next() {
      return first + chunks.length
    },
    add: (chunk) => {
      chunks.push(chunk)
      size += chunk.bytes.length
      // The newest stays however large it is: who is at the head gets it.
      while (size > capBytes && chunks.length > 1) {
        const dropped = chunks.shift()
        if (dropped === undefined) break
        size -= dropped.bytes.length
        first += 1
        begin = dropped.to
      }
    },
    at: (n) => (n < first ? 'gone' : (chunks[n - first] ?? 'later')),
    after: (place) => {
      if (isAfter(begin, place)) return 'gone'
      const found = chunks.findIndex(({ to }) => isAfter(to, place))
      return first + (found === -1 ? chunks.length : found)
    },
  }
}

function isAfter(one: FeedPlace, other: FeedPlace): boolean {
  return one.event > other.event || one.audit > other.audit
}
