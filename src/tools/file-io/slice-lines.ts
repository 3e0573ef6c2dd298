import { trimPartialUtf8 } from './utf8.ts'

export interface LineSlice {
  readonly content: Buffer
  readonly offset: number
  readonly lines: number
  readonly total: number
  /** The only line that fits is longer than the byte limit. */
  readonly cut: boolean
}

const NEWLINE = 10

/** Lines `offset` to `offset + limit` with their ends, at most `bytes` of them, and the number of all lines. Memory stays within `bytes` and a chunk. */
export async function sliceLines(
  chunks: AsyncIterable<Buffer>,
  { offset, limit, bytes }: { offset: number; limit: number; bytes: number },
): Promise<LineSlice> {
  const kept: Buffer[] = []
  let keptBytes = 0
  let ends = 0
  let last = NEWLINE
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
      ends += 1
      if (ends === offset) from = at + 1
      if (ends === offset + limit) keep(chunk.subarray(from, at + 1), ends - 1)
    }
    if (ends < offset + limit) keep(chunk.subarray(from), ends)
    last = chunk[chunk.length - 1] ?? NEWLINE
  }
  const total = ends + (last === NEWLINE ? 0 : 1)
  return { ...fitted(Buffer.concat(kept), bytes), offset, total }

  function keep(part: Buffer, line: number): void {
    if (line < offset || keptBytes > bytes) return
    kept.push(part.subarray(0, bytes + 1 - keptBytes))
    keptBytes += part.length
  }
}

/** Cut at the last whole line that fits; a first line that is too long is cut itself. */
function fitted(content: Buffer, bytes: number): { content: Buffer; lines: number; cut: boolean } {
  if (content.length <= bytes) return { content, lines: countLines(content), cut: false }
  const end = content.lastIndexOf(NEWLINE, bytes - 1) + 1
  if (bytes > 0 && end > 0) return { content: content.subarray(0, end), lines: countLines(content.subarray(0, end)), cut: false }
  return { content: trimPartialUtf8(content.subarray(0, bytes)), lines: bytes === 0 ? 0 : 1, cut: bytes > 0 }
}

/** A last line without its end counts. */
export function countLines(content: Buffer): number {
  let lines = 0
  for (let at = content.indexOf(NEWLINE); at !== -1; at = content.indexOf(NEWLINE, at + 1)) lines += 1
  return content.length > 0 && content[content.length - 1] !== NEWLINE ? lines + 1 : lines
}
