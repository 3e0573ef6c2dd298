import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { ClawError } from '../../kernel/claw-error.ts'
import type { AuditSink } from '../audit-functions-port.ts'

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
    throw new ClawError('USAGE', `The export cannot be written to ${path}.`, {
      fix: 'Name a file in a folder that you can write to.',
      cause: error,
    })
  }
}
