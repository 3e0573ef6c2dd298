import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { feedCursor } from '../../../src/app/feed/feed-place.ts'
import type { WorkspaceFeed } from '../../../src/app/feed/feed-port.ts'
import { takesGzip } from '../takes-gzip.ts'

export interface HistoryRequest {
  readonly run_id: string
  readonly after: number
  readonly limit: number
  /** The Accept-Encoding of the request. */
  readonly encodings: string | undefined
}

const MAX_BYTES = 16 * 1024 * 1024
const WORTH_PACKING = 2000
const pack = promisify(gzip)

/** A page of the events of a run as JSON, made of the lines as they are stored, and the place in the feed from which on nothing is missed. */
export async function runHistory(feed: WorkspaceFeed, { run_id, after, limit, encodings }: HistoryRequest): Promise<Response> {
  // Place and state come first: what is committed while the events are read comes twice rather than never.
  const cursor = feedCursor(feed.head())
  const end = feed.endOf(run_id) ?? null
  const lines = feed.history(run_id, { after, limit, bytes: MAX_BYTES })
  const last = lines.at(-1)?.seq
  const next = last !== undefined && feed.history(run_id, { after: last, limit: 1, bytes: 1 }).length > 0 ? last : null
  const head = JSON.stringify({ run_id, cursor, next, end }).slice(0, -1)
  const body = Buffer.from(`${head},"events":[${lines.map(({ line }) => line).join(',')}]}`)
  const packed = body.length >= WORTH_PACKING && takesGzip(encodings)
  const headers = { 'content-type': 'application/json', vary: 'accept, accept-encoding' }
  if (!packed) return new Response(body, { headers })
  return new Response(await pack(body, { level: 1 }), { headers: { ...headers, 'content-encoding': 'gzip' } })
}
