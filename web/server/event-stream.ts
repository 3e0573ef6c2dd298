import type { RunFeed } from './run-feed.ts'

export interface EventStreamTimes {
  readonly beatMs: number
  /** A reader that has frames waiting and takes none for so long is dropped; it comes back with its last id. */
  readonly slowMs: number
}

export const STREAM_TIMES: EventStreamTimes = { beatMs: 15_000, slowMs: 30_000 }
const FRAMES_A_PULL = 64
const BEAT = new TextEncoder().encode(': beat\n\n')

/** A run as server-sent events, from the frame after `after`. It holds a place in the shared frames and no buffer of its own. */
export function eventStream(feed: RunFeed, after: number, times: EventStreamTimes = STREAM_TIMES): ReadableStream<Uint8Array> {
  let place = feed.frames.findIndex((frame) => frame.seq > after)
  if (place === -1) place = feed.frames.length
  let last = after
  let lastTaken = Date.now()
  let stop = (): void => undefined
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const pump = (): void => {
          if ((controller.desiredSize ?? 0) <= 0) return
          const next = feed.frames.slice(place, place + FRAMES_A_PULL).filter((frame) => frame.seq > last)
          place = Math.min(place + FRAMES_A_PULL, feed.frames.length)
          last = next.at(-1)?.seq ?? last
          if (next.length > 0) return take(controller, joined(next.map((frame) => frame.bytes)))
          if (feed.ended === undefined) return
          take(controller, feed.ended)
          finish(() => controller.close())
        }
        const beat = setInterval(() => {
          const behind = place < feed.frames.length
          if (!behind && (controller.desiredSize ?? 0) > 0) return take(controller, BEAT)
          if (Date.now() - lastTaken > times.slowMs) finish(() => controller.error(new Error('the reader is too slow')))
        }, times.beatMs)
        const unlisten = feed.listen(pump)
        const finish = (then: () => void): void => {
          stop()
          then()
        }
        stop = () => {
          clearInterval(beat)
          unlisten()
          stop = () => undefined
        }
        pullers.set(controller, pump)
        pump()
      },
      pull: (controller) => pullers.get(controller)?.(),
      cancel: () => stop(),
    },
    { highWaterMark: 1 },
  )

  function take(controller: ReadableStreamDefaultController<Uint8Array>, bytes: Uint8Array): void {
    lastTaken = Date.now()
    controller.enqueue(bytes)
  }
}

const pullers = new WeakMap<ReadableStreamDefaultController<Uint8Array>, () => void>()

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts)
}
