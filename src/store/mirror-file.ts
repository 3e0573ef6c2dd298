import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { seqOfMirrorLine } from './logged-event.ts'

const CHUNK = 64 * 1024
const LF = 0x0a

/** The JSONL file of one run, open for appending. `lastSeq` is the seq of its last complete line. */
export interface MirrorFile {
  readonly lastSeq: number
  /** One write for the whole text. */
  append(text: string, lastSeq: number): void
  close(): void
}

/** Opens or creates the file and cuts a torn last line off. With `full` every line is checked, and the file is cut at the first bad one. */
export function openMirrorFile(path: string, options: { full: boolean }): MirrorFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fd = openSync(path, 'a+', 0o600)
  let lastSeq = repairedEnd(fd, options.full)
  return {
    get lastSeq() {
      return lastSeq
    },
    append: (text, seq) => {
      writeAll(fd, Buffer.from(text, 'utf8'))
      lastSeq = seq
    },
    close: () => closeSync(fd),
  }
}

function writeAll(fd: number, bytes: Buffer): void {
  let written = 0
  while (written < bytes.length) written += writeSync(fd, bytes, written)
}

function repairedEnd(fd: number, full: boolean): number {
  const size = fstatSync(fd).size
  if (size === 0) return 0
  const end = full ? checkedEnd(fd, size) : (tailEnd(fd, size) ?? checkedEnd(fd, size))
  if (end.bytes < size) ftruncateSync(fd, end.bytes)
  return end.seq
}

interface End {
  readonly bytes: number
  readonly seq: number
}

// Walks back to the start of the last complete line. Undefined when that line is not ours.
function tailEnd(fd: number, size: number): End | undefined {
  const last = findBack(fd, size)
  if (last === -1) return { bytes: 0, seq: 0 }
  const start = findBack(fd, last) + 1
  const seq = seqOfMirrorLine(readText(fd, start, last))
  return seq === undefined ? undefined : { bytes: last + 1, seq }
}

/** Offset of the last LF before `end`, or -1. */
function findBack(fd: number, end: number): number {
  const buffer = Buffer.allocUnsafe(CHUNK)
  for (let to = end; to > 0; to -= CHUNK) {
    const from = Math.max(0, to - CHUNK)
    readSync(fd, buffer, 0, to - from, from)
    const at = buffer.subarray(0, to - from).lastIndexOf(LF)
    if (at !== -1) return from + at
  }
  return -1
}

// Lines must count 1, 2, 3, ...: what follows the first that does not is written again.
function checkedEnd(fd: number, size: number): End {
  const lines = readText(fd, 0, size).split('\n')
  let end: End = { bytes: 0, seq: 0 }
  for (const line of lines.slice(0, -1)) {
    if (seqOfMirrorLine(line) !== end.seq + 1) break
    end = { bytes: end.bytes + Buffer.byteLength(line) + 1, seq: end.seq + 1 }
  }
  return end
}

function readText(fd: number, from: number, to: number): string {
  const buffer = Buffer.alloc(to - from)
  let read = 0
  while (read < buffer.length) {
    const n = readSync(fd, buffer, read, buffer.length - read, from + read)
    if (n === 0) break
    read += n
  }
  return buffer.toString('utf8', 0, read)
}
