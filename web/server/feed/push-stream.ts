import { ClawError } from '../../../src/kernel/claw-error.ts'
import type { OpenHub } from './feed-hub.ts'

/** What one reader is sent. */
export interface PushSource {
  /** The next bytes; undefined while there are none, `end` after the last, `missed` when the next are not there any more. Throws STORE_*. */
  take(): Uint8Array | undefined | 'end' | 'missed'
  beat(shared: Uint8Array): Uint8Array
}

export interface PushOptions {
  readonly slowMs: number
  /** Cuts the connection of a reader that is too slow: it comes back by its last id. */
  drop(): void
}

/** A reader of the hub. It holds its place and no buffer of its own: the bytes are shared with all others. */
export function pushStream(hub: OpenHub, source: PushSource, { slowMs, drop }: PushOptions): ReadableStream<Uint8Array> {
  let pump = (): void => undefined
  let leave = (): void => undefined

  function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    let lastTaken = performance.now()
    const hasRoom = (): boolean => (controller.desiredSize ?? 0) > 0
    const end = (): void => {
      leave()
      pump = () => undefined
      controller.close()
    }
    const cut = (): void => {
      end()
      drop()
    }
    const send = (bytes: Uint8Array): void => {
      lastTaken = performance.now()
      controller.enqueue(bytes)
    }
    pump = () => {
      if (!hasRoom()) return
      const taken = taking(source)
      if (taken === 'end') end()
      else if (taken === 'missed') cut()
      else if (taken !== undefined) send(taken)
    }
    leave = hub.listen({
      news: () => pump(),
      beat: (shared) => {
        if (hasRoom()) send(source.beat(shared))
        else if (performance.now() - lastTaken >= slowMs) cut()
      },
      ended: end,
    })
  }

  return new ReadableStream<Uint8Array>({ start, pull: () => pump(), cancel: () => leave() }, { highWaterMark: 1 })
}

// A registry that cannot be read ends the stream: who comes back is told why.
function taking(source: PushSource): ReturnType<PushSource['take']> {
  try {
    return source.take()
  } catch (error) {
    if (error instanceof ClawError) return 'end'
    throw error
  }
}
