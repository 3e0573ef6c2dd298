import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, parse } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'

const MAX_LINKS = 40

/** The path with every symbolic link resolved, also when its end (or the end of a dangling link) does not exist yet. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return walk(path)
    throw pathError(error, path)
  }
}

function walk(path: string): string {
  let pending = names(path)
  let done = parse(path).root
  let links = 0
  while (pending.length > 0) {
    const name = pending[0] as string
    pending = pending.slice(1)
    const next = name === '..' ? dirname(done) : join(done, name)
    const target = linkTarget(next)
    if (target === undefined) {
      done = next
      continue
    }
    links += 1
    if (links > MAX_LINKS) throw new ClawError('PATH_NOT_FOUND', `'${path}' is a loop of symbolic links.`)
    pending = [...names(target), ...pending]
    if (isAbsolute(target)) done = parse(target).root
  }
  return done
}

function names(path: string): string[] {
  return path
    .slice(parse(path).root.length)
    .split('/')
    .filter((name) => name !== '' && name !== '.')
}

function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw pathError(error, path)
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** A file system error in words of ours. */
export function pathError(error: unknown, path: string): ClawError {
  const code = codeOf(error)
  const told: Record<string, ClawError> = {
    ENOENT: new ClawError('PATH_NOT_FOUND', `There is nothing at '${path}'.`, { cause: error }),
    ENOTDIR: new ClawError('PATH_NOT_FOUND', `A part of '${path}' is a file, not a folder.`, { cause: error }),
    EISDIR: new ClawError('PATH_NOT_FILE', `'${path}' is a folder.`, { cause: error }),
    ELOOP: new ClawError('PATH_OUTSIDE', `'${path}' became a symbolic link while it was opened.`, { cause: error }),
    EACCES: new ClawError('TOOL_FAILED', `No permission for '${path}'.`, { cause: error }),
    EPERM: new ClawError('TOOL_FAILED', `'${path}' may not be changed.`, { cause: error }),
    EROFS: new ClawError('TOOL_FAILED', `'${path}' is on a read-only disk.`, { cause: error }),
    ENOSPC: new ClawError('TOOL_FAILED', `The disk is full: '${path}' was not written.`, { cause: error, fix: 'Free disk space.' }),
    ENAMETOOLONG: new ClawError('TOOL_BAD_ARGS', 'The path is too long.', { cause: error }),
    ENOTEMPTY: new ClawError('TOOL_FAILED', `The folder '${path}' is not empty.`, { cause: error }),
    EXDEV: new ClawError('TOOL_FAILED', `'${path}' is on another disk: it can be written there, not moved.`, { cause: error }),
    ENXIO: new ClawError('PATH_NOT_FILE', `'${path}' is a pipe, a socket or a device.`, { cause: error }),
  }
  if (error instanceof ClawError) return error
  return (
    told[code] ?? new ClawError('TOOL_FAILED', `'${path}': ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  )
}
