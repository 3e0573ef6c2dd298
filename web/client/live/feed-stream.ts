import type { FeedHello } from '../../../src/protocol/feed.ts'
import type { ConnectionState } from './connection-state.ts'
import type { LiveBatch, LiveItem } from './live-batch.ts'
import { type SseFrame, sseFrames } from './sse-frames.ts'
import type { Timers } from './timers.ts'
import { toLiveItem } from './to-live-item.ts'

export interface FeedPorts {
  /** Text of the stream after `cursor`, or from now on; rejects with SignedOut, or with anything else to be tried again. */
  open(cursor: string | undefined, signal: AbortSignal): Promise<AsyncIterable<string>>
  readonly timers: Timers
  random(): number
  /** What the browser says: it has no network at all. */
  isOffline(): boolean
}

export interface FeedHandlers {
  /** Where the next stream has to begin. */
  cursor(): string | undefined
  /** The first frame: what comes next comes after `cursor`. `reset`: it is not where the last stream was cut off. */
  onHello(hello: { readonly cursor: string; readonly reset: boolean }): void
  onBatch(batch: LiveBatch): void
  onBeat(): void
  onState(state: ConnectionState): void
  onSignedOut(): void
}

export interface FeedStream {
  /** Tries again now, if it waits to. */
  wake(): void
  /** Opens it again now: whether the server can be reached is not known any more. */
  reopen(): void
  stop(): void
}

/** The server would have beaten three times. */
const SILENCE_MS = 15_000
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 8000

export class SignedOut extends Error {}

/** Keeps one stream open: opens it again where it was cut off, soon at first, then less often. */
export function followFeed(ports: FeedPorts, handlers: FeedHandlers): FeedStream {
  const { timers } = ports
  const stopped = new AbortController()
  let wake = (): void => undefined
  let reopen = (): void => undefined
  let lastHeard = timers.now()

  async function run(): Promise<void> {
    handlers.onState('connecting')
    for (let failures = 0; !stopped.signal.aborted; failures += 1) {
      const outcome = await once()
      if (stopped.signal.aborted) return
      if (outcome === 'heard') failures = 0
      if (outcome === 'signed out') handlers.onSignedOut()
      handlers.onState(ports.isOffline() || timers.now() - lastHeard >= SILENCE_MS ? 'stale' : 'reconnecting')
      await pause(outcome === 'signed out' ? undefined : waitMs(failures))
    }
  }

  /** One stream from its opening to its end. */
  async function once(): Promise<'heard' | 'failed' | 'signed out'> {
    const cut = new AbortController()
    reopen = () => cut.abort()
    const signal = AbortSignal.any([stopped.signal, cut.signal])
    let heard = false
    let silence = timers.after(SILENCE_MS, () => cut.abort())
    const hear = (): void => {
      heard = true
      lastHeard = timers.now()
      silence()
      silence = timers.after(SILENCE_MS, () => cut.abort())
    }
    try {
      const take = frameTaker(handlers)
      const parse = sseFrames()
      for await (const text of await ports.open(handlers.cursor(), signal)) {
        if (signal.aborted) break
        hear()
        take(parse(text))
      }
    } catch (error) {
      if (error instanceof SignedOut) return 'signed out'
    } finally {
      silence()
      cut.abort()
    }
    return heard ? 'heard' : 'failed'
  }

  /** Until the time is over or somebody wakes it; without a time until somebody does. */
  function pause(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const cancel = ms === undefined ? () => undefined : timers.after(ms, resolve)
      wake = () => {
        cancel()
        resolve()
      }
    })
  }

  function waitMs(failures: number): number {
    return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + ports.random())
  }

  void run()
  return {
    wake: () => wake(),
    reopen: () => reopen(),
    stop: () => {
      stopped.abort()
      wake()
    },
  }
}

/** Makes batches of frames: each from the place where the one before has ended. */
function frameTaker(handlers: FeedHandlers): (frames: readonly SseFrame[]) => void {
  let place: string | undefined
  let waiting: { items: LiveItem[]; to: string } | undefined

  function flush(): void {
    if (waiting === undefined || place === undefined) return
    const batch = { from: place, ...waiting }
    place = batch.to
    waiting = undefined
    handlers.onBatch(batch)
  }

  function take(frame: SseFrame): void {
    if (frame.event === 'hello') greet(JSON.parse(frame.data) as FeedHello)
    else if (place !== undefined && frame.id !== '') keep(frame, place)
  }

  function keep(frame: SseFrame, from: string): void {
    const item = toLiveItem(frame)
    waiting ??= { items: [], to: from }
    waiting.to = frame.id
    if (item !== undefined) waiting.items.push(item)
  }

  function greet({ cursor, reset }: FeedHello): void {
    place = cursor
    handlers.onHello({ cursor, reset: reset !== null })
    handlers.onState('live')
  }

  return (frames) => {
    for (const frame of frames) take(frame)
    flush()
    if (frames.some(({ event }) => event === 'beat')) handlers.onBeat()
  }
}
