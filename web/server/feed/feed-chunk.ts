import type { RunEnd } from '../../../src/app/app-port.ts'
import type { FeedBatch, FeedEvent, FeedLine, FeedPlace, WorkspaceFeed } from '../../../src/app/feed/feed-port.ts'
import { batchBytes, runBytes } from './feed-frames.ts'

/** What was read at once, serialised at most once for each kind of reader. */
export interface FeedChunk {
  readonly to: FeedPlace
  /** For all who have everything before it. */
  readonly bytes: Uint8Array
  /** What comes after a place in the midst of it. */
  after(place: FeedPlace): Uint8Array
  /** Its events of one run, for the readers of that run; undefined when it has none. */
  ofRun(run_id: string): RunPart | undefined
  /** How the owner of a run has let go of it, where this chunk may be the one that tells. */
  endOf(run_id: string): RunEnd | undefined
}

export interface RunPart {
  readonly first: number
  readonly last: number
  /** undefined: not everything is here, read the history. */
  readonly bytes: Uint8Array | undefined
}

export function feedChunk(batch: FeedBatch, feed: Pick<WorkspaceFeed, 'endOf'>): FeedChunk {
  const parts = new Map<string, RunPart | undefined>()
  const ends = new Map<string, RunEnd | undefined>()
  return {
    to: batch.to,
    bytes: batchBytes(batch),
    after: (place) => batchBytes({ ...batch, from: { ...batch.from, audit: place.audit, mark: place.mark }, events: later(batch, place) }),
    ofRun: (run_id) => remembered(parts, run_id, () => runPart(batch.events.filter((event) => event.run_id === run_id))),
    endOf: (run_id) => (batch.runs.includes(run_id) ? remembered(ends, run_id, () => feed.endOf(run_id)) : undefined),
  }
}

function later({ events }: FeedBatch, place: FeedPlace): FeedEvent[] {
  return events.filter((event) => event.id > place.event)
}

function runPart(events: readonly FeedEvent[]): RunPart | undefined {
  const [first, last] = [events[0], events.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const lines = events.flatMap(({ seq, line }): FeedLine[] => (line === null ? [] : [{ seq, line }]))
  return { first: first.seq, last: last.seq, bytes: lines.length === events.length ? runBytes(lines) : undefined }
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.has(key) ? (known.get(key) as T) : make()
  known.set(key, value)
  return value
}
