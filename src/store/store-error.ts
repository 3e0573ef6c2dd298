import { ClawError, type ClawErrorOptions } from '../kernel/claw-error.ts'
import type { ErrorCode } from '../kernel/error-codes.ts'

/** First match wins: extended codes begin with their primary code. */
const SQLITE_CODES: readonly (readonly [prefix: string, code: ErrorCode, what: string])[] = [
  ['SQLITE_FULL', 'STORE_FULL', 'The disk is full'],
  ['SQLITE_READONLY', 'STATE_UNWRITABLE', 'The registry is read-only'],
  ['SQLITE_CANTOPEN', 'STATE_UNWRITABLE', 'The registry cannot be opened'],
  ['SQLITE_PERM', 'STATE_UNWRITABLE', 'The registry may not be opened'],
  ['SQLITE_BUSY', 'STORE_BUSY', 'Another process holds the registry'],
  ['SQLITE_LOCKED', 'STORE_BUSY', 'Another connection holds the registry'],
  ['SQLITE_CORRUPT', 'STORE_CORRUPT', 'The registry is damaged'],
  ['SQLITE_NOTADB', 'STORE_CORRUPT', 'The registry is not a SQLite database'],
  ['SQLITE_IOERR', 'STATE_UNWRITABLE', 'The disk failed'],
]
const FULL_DISK = ['ENOSPC', 'EDQUOT']
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']

/** SQLite's and the file system's expected failures as ClawErrors that name `path`; anything else, a bug of ours, as it is. */
export function toStoreError(error: unknown, path: string): unknown {
  const code = errorCode(error)
  if (error instanceof ClawError) return error
  if (isUnbuilt(error)) return unbuilt(error)
  if (code === undefined) return error
  for (const [prefix, claw, what] of SQLITE_CODES) if (code.startsWith(prefix)) return storeError(claw, what, path, error)
  if (FULL_DISK.includes(code)) return storeError('STORE_FULL', 'The disk is full', path, error)
  if (UNWRITABLE.includes(code)) return storeError('STATE_UNWRITABLE', `It cannot be written (${code})`, path, error)
  return error
}

// Compiled for another Node.js, or not compiled at all (an install without scripts).
function isUnbuilt(error: unknown): error is Error {
  return (
    error instanceof Error && (errorCode(error) === 'ERR_DLOPEN_FAILED' || error.message.startsWith('Could not locate the bindings file'))
  )
}

function unbuilt(error: Error): ClawError {
  const home = /(\/[^'\n]+?)\/node_modules\/better-sqlite3\//u.exec(error.message)?.[1]
  const rebuild = 'npm rebuild better-sqlite3'
  return new ClawError(
    'SQLITE_UNBUILT',
    `better-sqlite3 is not built for Node ${process.versions.node} (modules ${process.versions.modules}).`,
    {
      cause: error,
      fix: home === undefined ? rebuild : `cd '${home}' && ${rebuild}`,
    },
  )
}

/** Runs `fn`; its expected failures come out as ClawErrors. */
export function mapStoreErrors<T>(path: string, fn: () => T): T {
  try {
    return fn()
  } catch (error) {
    throw toStoreError(error, path)
  }
}

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

function storeError(code: ErrorCode, what: string, path: string, cause: unknown): ClawError {
  const detail = cause instanceof Error ? cause.message : String(cause)
  const options: ClawErrorOptions = { where: path, cause, data: { path }, retryable: code === 'STORE_BUSY' }
  return new ClawError(code, `${what}: ${path} (${detail}).`, code === 'STORE_CORRUPT' ? { ...options, fix: moveAway(path) } : options)
}

function moveAway(path: string): string {
  return `for f in '${path}' '${path}-wal' '${path}-shm'; do mv "$f" "$f.damaged"; done  # agents and run logs are files and are kept`
}
