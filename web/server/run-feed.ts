import type { App } from '../../src/app/app-port.ts'
import { visibleJson } from '../../src/kernel/visible-text.ts'

export interface Frame {
  readonly seq: number
  readonly bytes: Uint8Array
}

/** The events of one run, serialised once for all who look at it. */
export interface RunFeed {
  readonly frames: readonly Frame[]
  /** Set when the owner has let go of the run: completed, parked, interrupted. */
  readonly ended: Uint8Array | undefined
  /** Called when there is more. Returns the unsubscriber; the last one out stops the reading. */
  listen(listener: () => void): () => void
}

export interface RunFeeds {
  /** Throws NOT_FOUND. */
  open(run_id: string): Promise<RunFeed>
  close(): void
}

const encoder = new TextEncoder()

export function createRunFeeds(app: Pick<App, 'watchRun'>): RunFeeds {
  const open = new Map<string, Promise<RunFeed>>()
  const stop = new AbortController()
  return {
    open: (run_id) => {
      const known = open.get(run_id)
      if (known) return known
      const forget = (): void => void open.delete(run_id)
      const feed = startFeed(app, run_id, stop.signal, forget)
      open.set(run_id, feed)
      feed.catch(forget)
      return feed
    },
    close: () => stop.abort(new Error('the dashboard is closing')),
  }
}

async function startFeed(app: Pick<App, 'watchRun'>, run_id: string, closing: AbortSignal, forget: () => void): Promise<RunFeed> {
  const idle = new AbortController()
  const watched = await app.watchRun(run_id, AbortSignal.any([closing, idle.signal]))
  const frames: Frame[] = []
  const listeners = new Set<() => void>()
  let ended: Uint8Array | undefined
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  watched.subscribe((event) => {
    frames.push({ seq: event.seq, bytes: encoder.encode(`id: ${event.seq}\ndata: ${visibleJson(JSON.stringify(event))}\n\n`) })
    tell()
  })
  const end = (data: object): void => {
    ended = encoder.encode(`event: end\ndata: ${JSON.stringify(data)}\n\n`)
    // Whoever comes later starts a feed of its own: the run may have been resumed meanwhile.
    forget()
    tell()
  }
  watched.done.then(end, () => end({ status: null, exit_code: null }))
  return {
    frames,
    get ended() {
      return ended
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        forget()
        idle.abort(new Error('nobody is looking'))
      }
    },
  }
}
