export interface StderrTail {
  push(chunk: Uint8Array): void
  /** The last bytes as text; a character that was cut at the front is left out. */
  text(): string
  /** Bytes that are not in `text`. */
  droppedBytes(): number
  totalBytes(): number
}

/** Keeps the last `capacity` bytes of an endless stream in a ring. */
export function createStderrTail(capacity = 16 * 1024): StderrTail {
  const ring = Buffer.alloc(capacity)
  let total = 0

  function push(chunk: Uint8Array): void {
    const kept = chunk.subarray(Math.max(0, chunk.length - capacity))
    const at = (total + chunk.length - kept.length) % capacity
    const first = kept.subarray(0, capacity - at)
    ring.set(first, at)
    ring.set(kept.subarray(first.length), 0)
    total += chunk.length
  }

  function text(): string {
    if (total <= capacity) return ring.toString('utf8', 0, total)
    const start = total % capacity
    const bytes = Buffer.concat([ring.subarray(start), ring.subarray(0, start)])
    return bytes.subarray(firstCharacter(bytes)).toString('utf8')
  }

  return { push, text, droppedBytes: () => Math.max(0, total - capacity), totalBytes: () => total }
}

/** Position of the first byte that starts a UTF-8 character. */
function firstCharacter(bytes: Buffer): number {
  const at = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)
  return at === -1 ? 0 : at
}
