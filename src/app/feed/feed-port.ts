import type { FeedResetReason, FeedTopic } from '../../protocol/feed.ts'
import type { FeedEvent, FeedLine } from '../../store/feed-store.ts'
import type { RunEnd } from '../app-port.ts'

export type { FeedEvent, FeedLine } from '../../store/feed-store.ts'

export interface FeedFunctions {
  /** What happens in the workspace from now on, whoever does it. The caller closes it. Throws STORE_*. */
  openFeed(): Promise<WorkspaceFeed>
  /** Whether what is told and done here is still that of the workspace. Throws STORE_REPLACED. */
  requireRegistry(): void
}

/** Synchronous and cheap: it is asked many times a second. Everything throws STORE_*; STORE_REPLACED when another registry stands in its place. */
export interface WorkspaceFeed {
  /** Where the workspace stands now. */
  head(): FeedPlace
  /** What came since the last call, or since the feed was opened; undefined when nothing did. */
  next(): FeedBatch | undefined
  /** What came after a place of before. */
  read(after: FeedPlace): FeedBatch
  /** The place that a cursor names, or why there is none. */
  find(cursor: string): FeedPlace | FeedResetReason
  /** Events of one run after a seq: as many as fit into `bytes`, at least one if there is one. */
  history(run_id: string, page: { readonly after: number; readonly limit: number; readonly bytes: number }): FeedLine[]
  /** How its owner let go of a run; undefined while it has one. What is read after this is everything up to that end. */
  endOf(run_id: string): RunEnd | undefined
  close(): void
}

/** A place in the history of a registry: everything up to this event and this audit record is before it. */
export interface FeedPlace {
  readonly event: number
  readonly audit: number
  /** The beginning of the hash of that record: the chain tells one history from another. */
  readonly mark: string
}

export interface FeedBatch {
  readonly from: FeedPlace
  readonly to: FeedPlace
  /** In the order of their commits. */
  readonly events: readonly FeedEvent[]
  readonly topics: readonly FeedTopic[]
  /** Of which something else than events of small import is new. */
  readonly runs: readonly string[]
  /** There is more to read at once. */
  readonly more: boolean
}
