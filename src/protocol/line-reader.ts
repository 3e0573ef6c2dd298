import { ClawError } from '../kernel/claw-error.ts'

export interface LineReaderOptions {
  /** Longest line in bytes, its LF not counted. */
  readonly maxLineBytes: number
  /** Most bytes over the whole life of the reader. */
  readonly maxTotalBytes: number
  readonly onLine: (line: string) => void
}

export interface LineReader {
  /** Throws PROTOCOL_LINE_TOO_LONG, PROTOCOL_TOO_MUCH or PROTOCOL_BAD_UTF8; the reader must not be used after that. */
  push(chunk: Uint8Array): void
  /** Bytes of a last line that has no LF yet. */
  pendingBytes(): number
}

const LF = 0x0a

/**
 * Splits bytes at LF and nowhere else (CR and U+2028 are data) and holds at most one line. The bytes alone decide what comes out, never how they
 * were cut into chunks: so the caps are checked by position and lines before a broken one are still delivered.
 */
export function createLineReader({ maxLineBytes, maxTotalBytes, onLine }: LineReaderOptions): LineReader {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let totalBytes = 0

  function push(chunk: Uint8Array): void {
    const allowed = chunk.subarray(0, maxTotalBytes - totalBytes)
    totalBytes += allowed.length
    split(allowed)
    if (allowed.length < chunk.length) throw new ClawError('PROTOCOL_TOO_MUCH', `More than ${maxTotalBytes} bytes came in one attempt.`)
  }

  function split(bytes: Uint8Array): void {
    let from = 0
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, from)) {
      keep(bytes.subarray(from, at))
      from = at + 1
      onLine(takeLine())
    }
    keep(bytes.subarray(from))
  }

  function keep(part: Uint8Array): void {
    if (pendingBytes + part.length > maxLineBytes) {
      throw new ClawError('PROTOCOL_LINE_TOO_LONG', `A line is longer than ${maxLineBytes} bytes.`)
    }
    if (part.length === 0) return
    pending.push(part)
    pendingBytes += part.length
  }

  function takeLine(): string {
    const bytes = pending.length === 1 ? pending[0] : Buffer.concat(pending, pendingBytes)
    pending = []
    pendingBytes = 0
    try {
      return decoder.decode(bytes)
    } catch (cause) {
      throw new ClawError('PROTOCOL_BAD_UTF8', 'A line is not valid UTF-8.', { cause })
    }
  }

  return { push, pendingBytes: () => pendingBytes }
}
