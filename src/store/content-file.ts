import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Keeps bytes under a name made from their hash: a file that is there with the right size is right. On disk before this returns. */
export function writeContentFile(path: string, data: Uint8Array): void {
  if (statSync(path, { throwIfNoEntry: false })?.size === data.byteLength) return
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    writeSynced(temporary, data)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function writeSynced(path: string, data: Uint8Array): void {
  const fd = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(fd, data)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Up to `limit` bytes from `offset`. */
export function readSlice(path: string, { offset, limit }: { offset: number; limit: number }): Uint8Array {
  const fd = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(limit)
    let read = 0
    while (read < limit) {
      const n = readSync(fd, buffer, read, limit - read, offset + read)
      if (n === 0) break
      read += n
    }
    return buffer.subarray(0, read)
  } finally {
    closeSync(fd)
  }
}
