import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const DIGEST_BYTES = 32
const LENGTH_BYTES = 8
/** V8 takes data at such an address as it is, and copies it from others. */
const ALIGNMENT = 8

/**
 * The compiled chunks of a file: a digest of the rest, the length of the index, the index as JSON, then the data. Empty when there is no file that
 * this user alone can have written, whole: V8 runs what it is given.
 */
export function readCodeCache(path: string): Map<string, Buffer> {
  try {
    const { uid, mode } = statSync(path)
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) return new Map()
    const file = readFileSync(path)
    if (!digest(file.subarray(DIGEST_BYTES)).equals(file.subarray(0, DIGEST_BYTES))) return new Map()
    const length = file.readUInt32LE(DIGEST_BYTES)
    const start = DIGEST_BYTES + LENGTH_BYTES
    const index = JSON.parse(file.toString('utf8', start, start + length)) as [name: string, bytes: number][]
    return cut(file, index, aligned(start + length))
  } catch {
    return new Map()
  }
}

function cut(file: Buffer, index: readonly [string, number][], start: number): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>()
  let at = start
  for (const [name, bytes] of index) {
    chunks.set(name, file.subarray(at, at + bytes))
    at = aligned(at + bytes)
  }
  return chunks
}

/** Puts the file in place whole, and removes those of other builds and other versions of Node. Must not throw: the next command compiles again. */
export function writeCodeCache(path: string, chunks: ReadonlyMap<string, Buffer>): void {
  try {
    const folder = dirname(path)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const temporary = `${path}.${process.pid}`
    writeFileSync(temporary, fileOf(chunks), { mode: 0o600 })
    renameSync(temporary, path)
    for (const other of readdirSync(dirname(folder)).filter((name) => name !== basename(folder)))
      rmSync(join(dirname(folder), other), { recursive: true, force: true })
  } catch {
    return
  }
}

function fileOf(chunks: ReadonlyMap<string, Buffer>): Buffer {
  const index = Buffer.from(JSON.stringify([...chunks].map(([name, data]) => [name, data.length])))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(index.length)
  const parts = [padded(Buffer.concat([length, index])), ...[...chunks.values()].map(padded)]
  return Buffer.concat([digest(...parts), ...parts])
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc(aligned(data.length) - data.length)])
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNMENT) * ALIGNMENT
}

function digest(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
