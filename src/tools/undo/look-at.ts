import { createHash } from 'node:crypto'
import { lstatSync, readlinkSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { FileThing } from '../../protocol/file-change.ts'
import { fileChunks } from '../file-io/file-chunks.ts'
import type { PathJail } from '../path-jail.ts'

/** Above this a file is told by its size and time instead of its content. */
const HASH_BYTES = 1024 * 1024 * 1024

export interface Looking {
  readonly jail: PathJail
  readonly signal: AbortSignal
}

/** What stands at a path of the jail now. Throws PATH_OUTSIDE and PATH_PROTECTED. */
export async function lookAt(path: string, { jail, signal }: Looking): Promise<FileThing> {
  const thing = lookQuickly(path, jail)
  if (thing.kind !== 'file' || thing.bytes > HASH_BYTES) return thing
  const file = jail.openFile(path)
  try {
    const hash = createHash('sha256')
    for await (const chunk of fileChunks(file, signal)) hash.update(chunk)
    return { ...thing, sha256: hash.digest('hex') }
  } finally {
    file.close()
  }
}

/** The same without reading the file. */
export function lookQuickly(path: string, jail: PathJail): FileThing {
  try {
    if (jail.roots.includes(path)) return { kind: 'dir', mode: 0o755 }
    const folder = jail.openFolder(dirname(path))
    try {
      return thingAt(folder.at(basename(path)))
    } finally {
      folder.close()
    }
  } catch (error) {
    if (error instanceof ClawError && (error.code === 'PATH_NOT_FOUND' || error.code === 'PATH_NOT_FILE')) return { kind: 'none' }
    throw error
  }
}

function thingAt(path: string): FileThing {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return { kind: 'none' }
  const mode = stat.mode & 0o777
  if (stat.isFile()) return { kind: 'file', sha256: null, bytes: stat.size, mode, mtime_ms: stat.mtimeMs }
  if (stat.isDirectory()) return { kind: 'dir', mode }
  return stat.isSymbolicLink() ? { kind: 'link', target: readlinkSync(path) } : { kind: 'other' }
}

/** Whether nobody has changed it: files by content, or by size and time where the content was not read. */
export function isSameThing(now: FileThing, then: FileThing): boolean {
  if (now.kind !== then.kind) return false
  if (now.kind === 'link' && then.kind === 'link') return now.target === then.target
  if (now.kind !== 'file' || then.kind !== 'file') return now.kind !== 'other'
  if (now.sha256 !== null && then.sha256 !== null) return now.sha256 === then.sha256
  return now.bytes === then.bytes && Math.abs(now.mtime_ms - then.mtime_ms) < 1
}
