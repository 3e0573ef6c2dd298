import { randomBytes } from 'node:crypto'
import type { App } from '../../../src/app/app-port.ts'
import type { FeedBatch, WorkspaceFeed } from '../../../src/app/feed/feed-port.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import { feedChunk } from './feed-chunk.ts'
import { beatBytes } from './feed-frames.ts'
import { type FeedRing, feedRing } from './feed-ring.ts'

export interface FeedTimes {
  /** Between two looks while something happens, and otherwise. */
  readonly busyMs: number
  readonly idleMs: number
  readonly beatMs: number
  /** A reader that has something waiting and takes none for so long is dropped; it comes back with its last id. */
  readonly slowMs: number
  /** So long nobody listens before the reading ends. */
  readonly lingerMs: number
  readonly ringBytes: number
}

export const FEED_TIMES: FeedTimes = {
  busyMs: 50,
  idleMs: 200,
  beatMs: 5000,
  slowMs: 30_000,
  lingerMs: 10_000,
  ringBytes: 8 * 1024 * 1024,
}
const BUSY_FOR_MS = 2000

export interface FeedListener {
  /** There is more to take. */
  news(): void
  beat(bytes: Uint8Array): void
  /** Nothing comes any more. */
  ended(): void
}

export interface FeedSource extends Pick<App, 'openFeed'> {
  readonly faults: FaultBook
}

/** What all streams share: one reader of the registry, one ring of bytes, one timer for beats. It reads while somebody listens. */
export interface FeedHub {
  /** Another one after every start. */
  readonly server: string
  readonly times: FeedTimes
  /** Throws STORE_*. */
  open(): Promise<OpenHub>
  close(): Promise<void>
}

export interface OpenHub {
  readonly feed: WorkspaceFeed
  readonly ring: FeedRing
  /** Returns the unsubscriber; the last one out stops the reading. */
  listen(listener: FeedListener): () => void
}

export function createFeedHub(app: FeedSource, times: FeedTimes = FEED_TIMES): FeedHub {
  let current: Promise<OpenHub & { stop(): void }> | undefined
  const forget = (): void => {
    current = undefined
  }
  return {
    server: randomBytes(8).toString('hex'),
    times,
    open: () => {
      current ??= app.openFeed().then((feed) => openHub(feed, { times, faults: app.faults, forget }))
      current.catch(forget)
      return current
    },
    close: async () => {
      const hub = await current?.catch(() => undefined)
      hub?.stop()
    },
  }
}

interface HubOptions {
  readonly times: FeedTimes
  readonly faults: FaultBook
  readonly forget: () => void
}

function openHub(feed: WorkspaceFeed, { times, faults, forget }: HubOptions): OpenHub & { stop(): void } {
  const listeners = new Set<FeedListener>()
  const ring = feedRing(feed.head(), times.ringBytes)
  let lastNews = 0
  let stopped = false
  let look = setTimeout(step, times.idleMs)
  let linger = setTimeout(stop, times.lingerMs)
  const beats = setInterval(beat, times.beatMs)

  function step(): void {
    try {
      const batch = feed.next()
      if (batch !== undefined) publish(batch)
      look = setTimeout(step, batch?.more === true ? 0 : performance.now() - lastNews < BUSY_FOR_MS ? times.busyMs : times.idleMs)
    } catch (error) {
      // Whoever comes back is told what is the matter with the registry.
      stop()
      if (!(error instanceof ClawError)) void faults.keep({ where: 'the stream of events', error })
    }
  }

  function publish(batch: FeedBatch): void {
    lastNews = performance.now()
    ring.add(feedChunk(batch, feed))
    for (const listener of listeners) listener.news()
  }

  function beat(): void {
    const bytes = beatBytes({ at: Date.now() })
    for (const listener of listeners) listener.beat(bytes)
  }

  function listen(listener: FeedListener): () => void {
    clearTimeout(linger)
    listeners.add(listener)
    return () => {
      if (!listeners.delete(listener) || listeners.size > 0 || stopped) return
      linger = setTimeout(stop, times.lingerMs)
    }
  }

  function stop(): void {
    if (stopped) return
    stopped = true
    forget()
    clearTimeout(look)
    clearTimeout(linger)
    clearInterval(beats)
    for (const listener of [...listeners]) listener.ended()
    feed.close()
  }

  return { feed, ring, listen, stop }
}
