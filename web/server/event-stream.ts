import type { RunFeed } from './run-feed.ts'

export interface EventStreamTimes {
  readonly beatMs: number
  /** A reader that has frames waiting and takes none for so long is dropped; it comes back with its last id. */
  readonly slowMs: number
}

export const STREAM_TIMES: EventStreamTimes = { beatMs: 15_000, slowMs: 30_000 }
const FRAMES_A_PULL = 64
const BEAT = new TextEncoder().encode(': beat\n\n')

/** A run as server-sent events, from the event after `after`. It holds a place in the shared frames and no buffer of its own. */
export function eventStream(feed: RunFeed, after: number, times: EventStreamTimes = STREAM_TIMES): ReadableStream<Uint8Array> {
  let place = 0
  let lastTaken = Date.now()
  let pump = (): void => undefined
  let stop = (): void => undefined

  function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const take = (bytes: Uint8Array): void => {
      lastTaken = Date.now()
      controller.enqueue(bytes)
    }
    pump = () => {
      if ((controller.desiredSize ?? 0) <= 0) return
      while (place < feed.frames.length && (feed.frames[place]?.seq ?? 0) <= after) place += 1
      const next = feed.frames.slice(place, place + FRAMES_A_PULL)
      place += next.length
      if (next.length > 0) return take(Buffer.concat(next.map((frame) => frame.bytes)))
      if (feed.ended === undefined) return
      // First: handing over can ask for more at once.
      const end = feed.ended
      stop()
      take(end)
      controller.close()
    }
    const beat = setInterval(() => {
      if ((controller.desiredSize ?? 0) > 0) return take(BEAT)
      if (Date.now() - lastTaken < times.slowMs) return
      stop()
      controller.error(new Error('the reader is too slow'))
    }, times.beatMs)
    const unlisten = feed.listen(() => pump())
    stop = () => {
      clearInterval(beat)
      pump = () => undefined
      unlisten()
    }
  }
  return new ReadableStream<Uint8Array>({ start, pull: () => pump(), cancel: () => stop() }, { highWaterMark: 1 })
}
