import type { RunEnd } from '../../../src/app/app-port.ts'
import { COMMENT_BEAT, runBytes, runEndBytes } from './feed-frames.ts'
import type { FeedHub, OpenHub } from './feed-hub.ts'
import { type PushSource, pushStream } from './push-stream.ts'

export interface RunStreamRequest {
  readonly run_id: string
  /** The seq of the last event that is known. */
  readonly after: number
  drop(): void
}

const PAGE = { limit: 512, bytes: 512 * 1024 } as const

/** One run from the next event until its owner lets go of it. Throws STORE_*. */
export async function runStream(hub: FeedHub, request: RunStreamRequest): Promise<ReadableStream<Uint8Array>> {
  const open = await hub.open()
  return pushStream(open, runSource(open, request), { slowMs: hub.times.slowMs, drop: request.drop })
}

function runSource({ ring, feed }: OpenHub, { run_id, after }: RunStreamRequest): PushSource {
  let seq = after
  // Its place in the ring while it has everything before; undefined while it reads what was before.
  let next: number | undefined
  let end: RunEnd | undefined
  let isOver = false

  function take(): ReturnType<PushSource['take']> {
    if (isOver) return 'end'
    if (next === undefined || end !== undefined) return fromHistory()
    return fromRing(next)
  }

  // The place in the ring and the state are taken before the events are read: nothing falls between.
  function fromHistory(): Uint8Array | undefined {
    const joined = ring.next
    end ??= feed.endOf(run_id)
    const lines = feed.history(run_id, { after: seq, ...PAGE })
    const last = lines.at(-1)
    if (last !== undefined) {
      seq = last.seq
      return runBytes(lines)
    }
    next = joined
    if (end === undefined) return undefined
    isOver = true
    return runEndBytes(end)
  }

  function fromRing(from: number): Uint8Array | undefined {
    for (let n = from; ; n += 1) {
      const chunk = ring.at(n)
      next = n
      if (chunk === 'later') return undefined
      if (chunk === 'gone') return again()
      end = chunk.endOf(run_id)
      if (end !== undefined) return fromHistory()
      const part = chunk.ofRun(run_id)
      if (part === undefined || part.last <= seq) continue
      if (part.first !== seq + 1 || part.bytes === undefined) return again()
      next = n + 1
      seq = part.last
      return part.bytes
    }
  }

  function again(): Uint8Array | undefined {
    next = undefined
    return fromHistory()
  }

  return { take, beat: () => COMMENT_BEAT }
}
