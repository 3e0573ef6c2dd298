import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { tryParseJson } from '../../kernel/json.ts'
import { describeIssues } from '../../protocol/describe-issues.ts'
import { type Grant, grantFileSchema } from './grant.ts'

const MAX_BYTES = 4 * 1024 * 1024

/** All grants of the file; none when there is no file. Anything else that is not exactly a grant file throws CONFIG_INVALID: neither "none" nor "all". */
export function readGrantFile(path: string): Grant[] {
  const text = readOwnFile(path)
  if (text === undefined) return []
  const json = tryParseJson(text)
  if (!json.ok) throw broken(path, json.reason)
  const parsed = grantFileSchema.safeParse(json.value)
  if (parsed.success) return parsed.data.grants
  throw broken(path, describeIssues(parsed.error.issues, 'file'))
}

/** Replaces the file at once. Only under the lock. */
export function writeGrantFile(path: string, grants: readonly Grant[]): void {
  const temporary = `${path}.${process.pid}.tmp`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  rmSync(temporary, { force: true })
  const fd = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    fchmodSync(fd, 0o600)
    writeFileSync(fd, `${JSON.stringify({ version: 1, grants }, null, 2)}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(temporary, path)
}

function readOwnFile(path: string): string | undefined {
  const fd = openIfThere(path)
  if (fd === undefined) return undefined
  try {
    const problem = problemOf(fstatSync(fd))
    if (problem) throw broken(path, problem.why, problem.fix?.(path))
    return readFileSync(fd, 'utf8')
  } finally {
    closeSync(fd)
  }
}

// A link could lead into a workspace, whose owner is whoever wrote the repository.
function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw broken(path, code === 'ELOOP' ? 'it is a symbolic link' : `it cannot be opened (${String(code)})`)
  }
}

function problemOf(stat: Stats): { readonly why: string; readonly fix?: (path: string) => string } | undefined {
  if (!stat.isFile()) return { why: 'it is not a regular file' }
  if (stat.size > MAX_BYTES) return { why: 'it is larger than 4 MiB' }
  const me = process.getuid?.()
  if (me !== undefined && stat.uid !== me) return { why: `it belongs to another user (${stat.uid})` }
  if ((stat.mode & 0o022) !== 0 && me !== undefined) return { why: 'other users can write it', fix: (path) => `chmod 600 ${path}` }
  return undefined
}

function broken(path: string, why: string, fix = `Mend it, or start without grants: mv ${path} ${path}.broken`): ClawError {
  return new ClawError('CONFIG_INVALID', `The grants in ${path} cannot be used: ${why}.`, { fix, where: path })
}
