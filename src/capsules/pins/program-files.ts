import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'

const MAX_FILES = 5000
const MAX_BYTES = 256 * 1024 * 1024
// What a run writes into the folder by itself, and what the digest of the agent holds already.
const NOT_PROGRAM = /^(?:memory\.db(?:-wal|-shm|-journal)?|manifest\.json|skill\.md|logs)$/
// Texts that agent-versions.ts keeps: nothing else in that folder is left out.
const KEPT_VERSION = /^versions\/(?:\.gitignore|\d+\/(?:manifest\.json|skill\.md|version\.json))$/

/** SHA-256 of every file of an agent's own program. A folder too large to be read whole is never the same twice, so that it asks each time. */
export async function programFiles(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  let bytes = 0
  const pending = [folder]
  for (let dir = pending.pop(); dir !== undefined; dir = pending.pop()) {
    for (const entry of await readdir(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name)
      if (dir === folder && NOT_PROGRAM.test(entry.name)) continue
      if (entry.isFile() && KEPT_VERSION.test(relative(folder, path))) continue
      if (entry.isDirectory()) pending.push(path)
      else {
        bytes += (await lstat(path)).size
        if (Object.keys(files).length >= MAX_FILES || bytes > MAX_BYTES) return { '(too large to be pinned)': `${Date.now()}` }
        files[relative(folder, path)] = entry.isFile() ? await fileHash(path) : `link ${await readlink(path).catch(() => '?')}`
      }
    }
  }
  return files
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
