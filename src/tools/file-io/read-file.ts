import { isUtf8 } from 'node:buffer'
import type { JsonObject } from '../../kernel/json.ts'
import type { JailedFile } from '../path-jail-open.ts'
import { binaryError, fileChunks, isBinary } from './file-chunks.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileIoServices } from './file-io-services.ts'
import { type LineSlice, sliceLines } from './slice-lines.ts'

/** Op `read`: lines of a text file. A file of any size is streamed; what doesn't fit is said by `truncated`. */
export async function readTextFile(input: FileIoInput, { jail, signal, limits }: FileIoServices): Promise<JsonObject> {
  const file = jail.openFile(input.path ?? '')
  try {
    const shown = jail.show(file.path)
    const slice = await wantedLines(file, input, { signal, bytes: limits.readBytes, shown })
    const valid = isUtf8(slice.content)
    return {
      path: shown,
      content: new TextDecoder('utf-8').decode(slice.content),
      offset: slice.offset,
      lines: slice.lines,
      lines_total: slice.total,
      bytes: file.stat.size,
      truncated: slice.offset + slice.lines < slice.total || slice.cut,
      ...(slice.cut ? { line_cut: true } : {}),
      ...(valid ? {} : { invalid_utf8: 'Bytes that are not UTF-8 were replaced by U+FFFD.' }),
    }
  } finally {
    file.close()
  }
}

interface Wish {
  readonly signal: AbortSignal
  readonly bytes: number
  readonly shown: string
}

async function wantedLines(file: JailedFile, { offset = 0, limit, tail }: FileIoInput, wish: Wish): Promise<LineSlice> {
  const chunks = (): AsyncGenerator<Buffer> => textChunks(file, wish)
  if (tail === undefined) return sliceLines(chunks(), { offset, limit: limit ?? Number.POSITIVE_INFINITY, bytes: wish.bytes })
  const { total } = await sliceLines(chunks(), { offset: 0, limit: 0, bytes: 0 })
  const from = Math.max(0, total - tail)
  return sliceLines(chunks(), { offset: from, limit: Math.min(tail, limit ?? tail), bytes: wish.bytes })
}

async function* textChunks(file: JailedFile, { signal, shown }: Wish): AsyncGenerator<Buffer> {
  let first = true
  for await (const chunk of fileChunks(file, signal)) {
    if (first && isBinary(chunk)) throw binaryError(shown)
    first = false
    yield chunk
  }
}
