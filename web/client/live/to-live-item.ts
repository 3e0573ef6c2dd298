import type { FeedChange, FeedLargeEvent } from '../../../src/protocol/feed.ts'
import type { LiveItem } from './live-batch.ts'
import type { SseFrame } from './sse-frames.ts'

// The envelope of an event begins so: whose event it is can be told without reading all of it.
const ENVELOPE = /^\{"seq":(\d+),"run_id":"([0-9a-f]{12})"/

/** What a frame says, as far as it is something that happened. A frame of a newer server that is not known is left out. */
export function toLiveItem({ event, data }: SseFrame): LiveItem | undefined {
  switch (event) {
    case 'message': {
      const [, seq, run_id] = ENVELOPE.exec(data) ?? []
      return run_id === undefined ? undefined : { kind: 'event', run_id, seq: Number(seq), text: data }
    }
    case 'large': {
      const { run_id, seq } = JSON.parse(data) as FeedLargeEvent
      return { kind: 'large', run_id, seq }
    }
    case 'changed': {
      const { topics, runs } = JSON.parse(data) as FeedChange
      return { kind: 'changed', topics, runs }
    }
    default:
      return undefined
  }
}
