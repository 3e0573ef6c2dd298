import type { ConnectionState } from './connection-state.ts'
import type { LiveBatch } from './live-batch.ts'

/** What the tabs of a browser tell each other. */
export type TabMessage =
  | { readonly type: 'batch'; readonly batch: LiveBatch }
  /** How the leader stands, with every beat: who has not come as far as `cursor` has missed something. */
  | { readonly type: 'standing'; readonly state: ConnectionState; readonly cursor: string | undefined; readonly signedOut: boolean }
  /** The stream does not go on from where it was cut off. */
  | { readonly type: 'reset'; readonly cursor: string }
  /** Where do we stand? The leader answers; with `wake` it also tries again now, if it waits to. */
  | { readonly type: 'ask'; readonly wake: boolean }

export interface TabChannel {
  post(message: TabMessage): void
  /** Only what other tabs have posted. */
  onMessage(listener: (message: TabMessage) => void): void
  close(): void
}
