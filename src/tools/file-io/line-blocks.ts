import type { JailedFile } from '../path-jail-open.ts'
import { fileChunks, isBinary } from './file-chunks.ts'

// A longer line is cut: nobody reads it, and a file without any line end must not fill the memory.
const MAX_LINE = 64 * 1024

/** The lines of a text file in blocks as they are read; nothing for a binary file. Line ends are taken off, bytes that are not UTF-8 replaced. */
export async function* lineBlocks(file: JailedFile, signal: AbortSignal): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8')
  let open: string | undefined
  for await (const chunk of fileChunks(file, signal)) {
    if (open === undefined && isBinary(chunk)) return
    const lines = ((open ?? '') + decoder.decode(chunk, { stream: true })).split('\n')
    open = lines.pop()?.slice(0, MAX_LINE)
    if (lines.length > 0) yield lines.map(plainLine)
  }
  const rest = (open ?? '') + decoder.decode()
  if (rest !== '') yield [plainLine(rest)]
}

function plainLine(line: string): string {
  return (line.endsWith('\r') ? line.slice(0, -1) : line).slice(0, MAX_LINE)
}
