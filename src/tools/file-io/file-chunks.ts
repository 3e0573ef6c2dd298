import { read, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { abortReason } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { JailedFile } from '../path-jail-open.ts'

const readAsync = promisify(read)
const CHUNK = 1024 * 1024
// Below this a read in place is faster than a trip through the thread pool.
const SMALL = 128 * 1024

/** The bytes of a file in pieces of at most 1 MiB. */
export async function* fileChunks(file: JailedFile, signal: AbortSignal): AsyncGenerator<Buffer> {
  const size = file.stat.size > 0 ? Math.min(CHUNK, file.stat.size + 1) : CHUNK
  for (let position = 0; ; ) {
    if (signal.aborted) throw abortReason(signal)
    const buffer = Buffer.allocUnsafe(size)
    const bytes =
      file.stat.size <= SMALL
        ? readSync(file.fd, buffer, 0, size, position)
        : (await readAsync(file.fd, buffer, 0, size, position)).bytesRead
    if (bytes === 0) return
    position += bytes
    yield buffer.subarray(0, bytes)
  }
}

/** The whole file, which must not be larger than `limit`. */
export async function wholeFile(file: JailedFile, limit: number, signal: AbortSignal): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of fileChunks(file, signal)) {
    bytes += chunk.length
    if (bytes > limit) throw new ClawError('FILE_TOO_LARGE', `'${file.path}' is larger than ${limit} bytes.`)
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

/** A NUL byte in the first 8 KiB, as git judges. */
export function isBinary(start: Buffer): boolean {
  return start.subarray(0, 8192).includes(0)
}

export function binaryError(path: string): ClawError {
  return new ClawError('FILE_BINARY', `'${path}' is binary, not text.`, { fix: "Use op 'stat' for its size and checksum." })
}
