import type { ConnectionState } from './connection-state.ts'
import type { LiveBatch } from './live-batch.ts'

/** What the tabs of a browser tell each other. */
export type TabMessage =
  | { readonly type: 'batch'; readonly batch: LiveBatch }
  /** How the leader stands, with every beat: who has not come as far as `cursor` has missed something. */
  | { readonly type: 'standing'; readonly state: ConnectionState; readonly cursor: string | undefined; readonly signedOut: boolean }
  /** The stream does not go on from where it was cut off. */
  | { readonly type: 'reset'; readonly cursor: string }
  /** Where do we stand? The leader answers, and tries again now if it waits to. */
  | { readonly type: 'ask' }

export interface TabChannel {
  post(message: TabMessage): void
  /** Only what other tabs have posted. */
  onMessage(listener: (message: TabMessage) => void): void
  close(): void
}

/** Undefined where the browser has none: then each tab has a stream of its own. */
export function tabChannel(name: string): TabChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    onMessage: (listener) => {
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => listener(data)
    },
    close: () => channel.close(),
  }
}
