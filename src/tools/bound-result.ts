import type { Json } from '../kernel/json.ts'

const ENVELOPE_BYTES = 16 * 1024

export interface BoundResult {
  readonly result: Json
  /** Set when something was cut: the whole result as JSON text. */
  readonly full: string | null
}

/** Cuts the longest text or list of a result by half until the whole fits into a line of the wire. What was cut is kept by the caller under a ref. */
export function boundResult(result: Json, lineBytes: number): BoundResult {
  const full = JSON.stringify(result)
  const room = lineBytes - ENVELOPE_BYTES
  if (Buffer.byteLength(full) <= room) return { result, full: null }
  let cut = result
  while (Buffer.byteLength(JSON.stringify(cut)) > room) cut = halveLongest(cut)
  return { result: markTruncated(cut), full }
}

function markTruncated(value: Json): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, truncated: true } : value
}

function halveLongest(value: Json): Json {
  if (typeof value === 'string') return value.slice(0, Math.floor(value.length / 2))
  if (Array.isArray(value)) return value.length > 1 ? value.slice(0, Math.floor(value.length / 2)) : value.map(halveLongest)
  if (typeof value !== 'object' || value === null) return value
  const sizes = Object.entries(value).map(([key, item]) => ({ key, bytes: JSON.stringify(item).length }))
  const widest = sizes.sort((a, b) => b.bytes - a.bytes)[0]
  if (!widest) return value
  // A great many small members: half of them goes.
  if (widest.bytes < 64) return Object.fromEntries(Object.entries(value).slice(0, Math.floor(sizes.length / 2)))
  return { ...value, [widest.key]: halveLongest(value[widest.key] as Json) }
}
