import { feedCursor } from '../../../src/app/feed/feed-place.ts'
import type { FeedPlace } from '../../../src/app/feed/feed-port.ts'
import { batchBytes, helloBytes } from './feed-frames.ts'
import type { FeedHub, OpenHub } from './feed-hub.ts'
import { type PushSource, pushStream } from './push-stream.ts'

/** Everything that happens in the workspace after the place that `cursor` names, or from now on. Throws STORE_*. */
export async function workspaceStream(hub: FeedHub, cursor: string | undefined, drop: () => void): Promise<ReadableStream<Uint8Array>> {
  const open = await hub.open()
  const found = cursor === undefined ? open.feed.head() : open.feed.find(cursor)
  const [place, reset] = typeof found === 'string' ? [open.feed.head(), found] : [found, null]
  const hello = helloBytes({ server: hub.server, cursor: feedCursor(place), at: Date.now(), beat_ms: hub.times.beatMs, reset })
  return pushStream(open, workspaceSource(open, place, hello), { slowMs: hub.times.slowMs, drop })
}

function workspaceSource({ ring, feed }: OpenHub, start: FeedPlace, greeting: Uint8Array): PushSource {
  let waiting: Uint8Array | undefined = greeting
  let place = start
  // Its place in the ring, as soon as it has caught up with it.
  let next: number | undefined

  function take(): ReturnType<PushSource['take']> {
    const bytes = waiting ?? (next === undefined ? catchUp() : fromRing(next))
    waiting = undefined
    return bytes
  }

  function catchUp(): Uint8Array | undefined {
    const joined = ring.after(place)
    if (joined === 'gone') return fromRegistry()
    next = joined
    const chunk = ring.at(joined)
    if (typeof chunk === 'string') return undefined
    next += 1
    return chunk.after(place)
  }

  function fromRegistry(): Uint8Array {
    const batch = feed.read(place)
    place = batch.to
    return batchBytes(batch)
  }

  function fromRing(n: number): ReturnType<PushSource['take']> {
    const chunk = ring.at(n)
    if (chunk === 'later') return undefined
    if (chunk === 'gone') return 'missed'
    next = n + 1
    return chunk.bytes
  }

  return { take, beat: (shared) => shared }
}
