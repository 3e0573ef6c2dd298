/** The stream of a whole workspace (`GET /api/events`): what its frames carry beside the events of runs. */

/** What a page may show that has changed. */
export const FEED_TOPICS = ['runs', 'approvals', 'agents', 'skills', 'grants', 'policy', 'settings', 'secrets', 'memory', 'audit'] as const

export type FeedTopic = (typeof FEED_TOPICS)[number]

/** `event: hello`, the first frame of every stream. */
export interface FeedHello {
  /** Another one after every start of the server. */
  readonly server: string
  /** From here on the stream tells everything. */
  readonly cursor: string
  /** The server's time, milliseconds since 1970. */
  readonly at: number
  /** A beat comes so often. */
  readonly beat_ms: number
  /** Why it does not go on from the asked-for place: everything is to be asked for again. */
  readonly reset: FeedResetReason | null
}

/** `event: changed`: what to ask for again; the runs that it is about, as far as it is about runs. */
export interface FeedChange {
  readonly topics: readonly FeedTopic[]
  readonly runs: readonly string[]
}

/** `event: beat` */
export interface FeedBeat {
  readonly at: number
}

/** Why a stream cannot go on from the asked-for place. `too_old`: more happened since than is worth sending. */
export type FeedResetReason = 'too_old' | 'other_registry' | 'unknown'

/** `event: large`: an event of a run that is too large for all who listen. `GET /api/runs/:id/events` has it. */
export interface FeedLargeEvent {
  readonly run_id: string
  readonly seq: number
  readonly type: string
  readonly bytes: number
}
