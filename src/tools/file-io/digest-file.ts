import { createHash } from 'node:crypto'
import { ClawError } from '../../kernel/claw-error.ts'
import type { PathJail } from '../path-jail.ts'
import { fileChunks, isBinary } from './file-chunks.ts'
import { countLines } from './slice-lines.ts'

export interface FileDigest {
  /** Absent for binary files. */
  readonly lines?: number
  readonly sha256?: string
}

/** Lines and checksum in one pass, whatever the size. undefined: the file may not or cannot be opened. */
export async function digestFile(
  path: string,
  { jail, signal, lines, sha256 }: { jail: PathJail; signal: AbortSignal; lines: boolean; sha256: boolean },
): Promise<FileDigest | undefined> {
  try {
    return await digest(path, { jail, signal, lines, sha256 })
  } catch (error) {
    if (error instanceof ClawError && error.code !== 'CANCELLED' && !signal.aborted) return undefined
    throw error
  }
}

async function digest(path: string, { jail, signal, lines, sha256 }: Parameters<typeof digestFile>[1]): Promise<FileDigest> {
  const file = jail.openFile(path)
  const hash = createHash('sha256')
  let counted = lines ? 0 : undefined
  let endsOpen = false
  try {
    let first = true
    for await (const chunk of fileChunks(file, signal)) {
      if (first && isBinary(chunk)) counted = undefined
      if (counted !== undefined) counted += countLines(chunk) - (endsOpen ? 1 : 0)
      endsOpen = chunk[chunk.length - 1] !== 10
      if (sha256) hash.update(chunk)
      else if (counted === undefined) break
      first = false
    }
  } finally {
    file.close()
  }
  return { ...(counted === undefined ? {} : { lines: counted }), ...(sha256 ? { sha256: hash.digest('hex') } : {}) }
}
