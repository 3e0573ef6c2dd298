import type { RunEnd } from '../../../src/app/app-port.ts'
import { feedCursor } from '../../../src/app/feed/feed-place.ts'
import type { FeedBatch, FeedEvent, FeedLine } from '../../../src/app/feed/feed-port.ts'
import type { FeedBeat, FeedChange, FeedHello, FeedLargeEvent } from '../../../src/protocol/feed.ts'

/** A batch as server-sent events: the events of runs, then what else has changed. Each id names the place after its frame. */
export function batchBytes(batch: FeedBatch): Uint8Array {
  const { from, to, topics, runs } = batch
  const events = batch.events.map((event) => eventFrame(event, feedCursor({ ...from, event: event.id })))
  const change: FeedChange = { topics, runs }
  return bytes([...events, ...(topics.length === 0 ? [] : [named('changed', change, feedCursor(to))])])
}

export function helloBytes(hello: FeedHello): Uint8Array {
  return bytes([named('hello', hello, hello.cursor)])
}

export function beatBytes(beat: FeedBeat): Uint8Array {
  return bytes([named('beat', beat)])
}

/** The stream of one run has the seq of its events as ids. */
export function runBytes(lines: readonly FeedLine[]): Uint8Array {
  return bytes(lines.map(({ seq, line }) => `id: ${seq}\ndata: ${line}\n\n`))
}

export function runEndBytes({ status, exit_code }: RunEnd): Uint8Array {
  return bytes([named('end', { status, exit_code })])
}

export const COMMENT_BEAT = bytes([': beat\n\n'])

function eventFrame(event: FeedEvent, id: string): string {
  if (event.line !== null) return `id: ${id}\ndata: ${event.line}\n\n`
  const { run_id, seq, type } = event
  const large: FeedLargeEvent = { run_id, seq, type, bytes: event.bytes }
  return named('large', large, id)
}

function named(event: string, data: object, id?: string): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
}

function bytes(frames: readonly string[]): Uint8Array {
  return Buffer.from(frames.join(''))
}
