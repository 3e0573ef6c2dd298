import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Output } from '../output.ts'

/** Where an export goes, piece by piece. */
export interface AuditSink {
  write(text: string): void
  /** Nobody reads any more. */
  isClosed(): boolean
  finish(): void
  abandon(): void
}

export function stdoutSink(out: Output): AuditSink {
  let closed = false
  out.onClosed(() => {
    closed = true
  })
  return {
    write: (text) => {
      if (text !== '') out.result(text.slice(0, -1))
    },
    isClosed: () => closed,
    finish: () => undefined,
    abandon: () => undefined,
  }
}

/** The file is there whole or not at all, and for its owner alone. Throws USAGE when it cannot be written. */
export function fileSink(path: string): AuditSink {
  const part = `${path}.part`
  const fd = guarded(path, () => openSync(part, 'w', 0o600))
  return {
    write: (text) => guarded(path, () => writeWhole(fd, Buffer.from(text))),
    isClosed: () => false,
    finish: () =>
      guarded(path, () => {
        fsyncSync(fd)
        closeSync(fd)
        renameSync(part, path)
      }),
    abandon: () => {
      rmSync(part, { force: true })
    },
  }
}

function writeWhole(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written)
}

function guarded<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new ClawError('USAGE', `--out: ${path} cannot be written.`, {
      fix: 'Name a file in a folder that you can write to.',
      cause: error,
    })
  }
}
