import { closeSync, constants, existsSync, fstatSync, openSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import { codeOf, pathError } from './path-jail-real.ts'

export interface JailedFile {
  readonly fd: number
  readonly path: string
  readonly stat: Stats
  close(): void
}

export interface JailedFolder {
  readonly fd: number
  readonly path: string
  /** The path of a member, reached through the open descriptor where the system can do that. */
  at(name: string): string
  close(): void
}

const HAS_PROC = existsSync('/proc/self/fd')
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY, O_DIRECTORY } = constants
const ATTEMPTS = 8

type Check = (path: string) => string

/** Opens without following a last link or waiting on a pipe, and looks afterwards at what was opened. */
export function openJailedFile(path: string, check: Check): JailedFile {
  const fd = openVerified(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, check, (opened) => requirePlain(fstatSync(opened), path))
  return { fd, path, stat: fstatSync(fd), close: () => closeSync(fd) }
}

function requirePlain(stat: Stats, path: string): void {
  if (stat.isDirectory()) throw new ClawError('PATH_NOT_FILE', `'${path}' is a folder.`)
  if (!stat.isFile()) throw new ClawError('PATH_NOT_FILE', `'${path}' is a pipe, a socket or a device.`)
  if (stat.nlink > 1) throw hardLinkError(path)
}

export function openJailedFolder(path: string, check: Check): JailedFolder {
  try {
    return jailedFolder(openVerified(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, check), path)
  } catch (error) {
    throw codeOf(error instanceof Error ? error.cause : undefined) === 'ENOTDIR' && isFile(path)
      ? new ClawError('PATH_NOT_FILE', `'${path}' is not a folder.`, { fix: "Name its folder, or use op 'read' for a file." })
      : error
  }
}

export function jailedFolder(fd: number, path: string): JailedFolder {
  return { fd, path, at: (name) => (HAS_PROC ? `/proc/self/fd/${fd}/${name}` : join(path, name)), close: () => closeSync(fd) }
}

/** A second name of a file may stand for something outside of the jail. */
export function hardLinkError(path: string): ClawError {
  return new ClawError(
    'PATH_OUTSIDE',
    `'${path}' has more than one name (hard links): what it shares its content with cannot be checked.`,
    {
      fix: 'Let the user copy the file.',
    },
  )
}

// A file that is replaced by rename in between shows as another name: so it is tried again a few times. Its name is looked at before and after
// `inspect`: a second name that is taken away in between would leave one that counts as the only one.
function openVerified(path: string, flags: number, check: Check, inspect: (fd: number) => void = () => undefined): number {
  check(path)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const fd = open(path, flags)
    try {
      const before = isSame(fd, path)
      if (before) inspect(fd)
      if (before && isSame(fd, path)) return fd
    } catch (error) {
      closeSync(fd)
      throw error
    }
    closeSync(fd)
  }
  throw new ClawError('PATH_OUTSIDE', `'${path}' led somewhere else each time it was opened.`)
}

function open(path: string, flags: number): number {
  try {
    return openSync(path, flags)
  } catch (error) {
    throw pathError(error, path)
  }
}

function isSame(fd: number, path: string): boolean {
  if (HAS_PROC) return readlinkSync(`/proc/self/fd/${fd}`) === path
  try {
    const [opened, named] = [fstatSync(fd), statSync(path)]
    return realpathSync.native(path) === path && opened.ino === named.ino && opened.dev === named.dev
  } catch {
    return false
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false
}
