import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  futimesSync,
  lstatSync,
  openSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { PathJail } from '../path-jail.ts'
import { hardLinkError, type JailedFolder } from '../path-jail-open.ts'
import { pathError } from '../path-jail-real.ts'

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants

/** Attributes that a file had before, for one that is put back. */
export interface KeptAttributes {
  readonly mode: number
  readonly mtime_ms: number
}

/** Puts content at a path so that a crash leaves either the old or the new file, whole. Folders that are missing are made. */
export function writeAtomic(jail: PathJail, path: string, content: Uint8Array, kept?: KeptAttributes): void {
  const folder = jail.openForWriting(dirname(path), { create: true })
  try {
    const before = refuseOddTarget(folder, path)
    const temporary = folder.at(`.${basename(path).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`)
    try {
      writeSynced(temporary, content, before, kept)
      renameSync(temporary, folder.at(basename(path)))
    } catch (error) {
      removeQuietly(temporary)
      throw error
    }
    fsyncSync(folder.fd)
  } catch (error) {
    throw pathError(error, jail.show(path))
  } finally {
    folder.close()
  }
}

/** What stands there already, if it may be replaced: a regular file with one name. */
export function refuseOddTarget(folder: JailedFolder, path: string): Stats | undefined {
  const stat = lstatSync(folder.at(basename(path)), { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  if (stat.isSymbolicLink()) throw new ClawError('PATH_OUTSIDE', `'${path}' became a symbolic link.`)
  if (!stat.isFile()) throw new ClawError('PATH_NOT_FILE', `'${path}' is a folder, a pipe or a device.`)
  if (stat.nlink > 1) throw hardLinkError(path)
  return stat
}

function writeSynced(path: string, content: Uint8Array, before: Stats | undefined, kept: KeptAttributes | undefined): void {
  const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, before === undefined && kept === undefined ? 0o666 : 0o600)
  try {
    for (let written = 0; written < content.length; ) written += writeSync(fd, content, written)
    if (before !== undefined) keepOwnerAndMode(fd, before)
    if (kept !== undefined) giveBack(fd, kept)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

function keepOwnerAndMode(fd: number, before: Stats): void {
  try {
    fchownSync(fd, before.uid, before.gid)
  } catch {
    // Only root may give files away; then it belongs to who writes it.
  }
  fchmodSync(fd, before.mode & 0o777)
}

function giveBack(fd: number, { mode, mtime_ms }: KeptAttributes): void {
  fchmodSync(fd, mode)
  futimesSync(fd, new Date(), new Date(mtime_ms))
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // It was never made, or was renamed already.
  }
}
