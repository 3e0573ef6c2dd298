import type { FeedTopic } from '../../../src/protocol/feed.ts'

/** What the stream told at once, from one place in the feed to another: batches whose places meet leave nothing out. */
export interface LiveBatch {
  readonly from: string
  readonly to: string
  readonly items: readonly LiveItem[]
}

export type LiveItem =
  /** `text` is the JSON of an event: only a tab that looks at the run reads it. */
  | { readonly kind: 'event'; readonly run_id: string; readonly seq: number; readonly text: string }
  /** An event that has to be fetched. */
  | { readonly kind: 'large'; readonly run_id: string; readonly seq: number }
  | { readonly kind: 'changed'; readonly topics: readonly FeedTopic[]; readonly runs: readonly string[] }
