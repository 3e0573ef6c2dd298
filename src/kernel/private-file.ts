import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Why a file of the user is not trusted, and the command that mends it. */
export interface PrivateFileProblem {
  readonly why: string
  readonly fix: string | undefined
}

export type PrivateText =
  | { readonly state: 'absent' }
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'refused'; readonly problem: PrivateFileProblem }

/**
 * A file that is the user's alone: a regular file, no link (it could lead into a workspace, whose owner is whoever wrote the repository),
 * owned by this user, with no bit of `othersMayNot` set, in a folder that nobody else can write to. The open file is looked at, never the name.
 */
export function readPrivateFile(path: string, rules: { readonly maxBytes: number; readonly othersMayNot: number }): PrivateText {
  const opened = openIfThere(path)
  if (typeof opened !== 'number') return opened
  try {
    const problem = problemOf(fstatSync(opened), path, rules) ?? folderProblem(dirname(path))
    if (problem) return { state: 'refused', problem }
    return { state: 'text', text: readFileSync(opened, 'utf8') }
  } finally {
    closeSync(opened)
  }
}

/** Replaces the file at once, 0600 in a folder of 0700: a reader sees the old text or the new one, also after a power cut. */
export function writePrivateFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  rmSync(temporary, { force: true })
  try {
    writeDurably(temporary, text)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function writeDurably(path: string, text: string): void {
  const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    fchmodSync(fd, 0o600)
    writeFileSync(fd, text)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Where a file really is; a name that is not there yet is its own place. */
export function realPathOrItself(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function openIfThere(path: string): number | PrivateText {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'absent' }
    if (code === 'ELOOP') return refused('it is a symbolic link', `rm ${path}`)
    if (code === 'EACCES') return refused('it cannot be read', `chmod 600 ${path}`)
    return refused(`it cannot be opened (${code})`, undefined)
  }
}

function refused(why: string, fix: string | undefined): PrivateText {
  return { state: 'refused', problem: { why, fix } }
}

function problemOf(stat: Stats, path: string, rules: { maxBytes: number; othersMayNot: number }): PrivateFileProblem | undefined {
  if (!stat.isFile()) return { why: 'it is not a regular file', fix: undefined }
  if (stat.size > rules.maxBytes) return { why: `it is larger than ${rules.maxBytes} bytes`, fix: undefined }
  const me = process.getuid?.()
  if (me === undefined) return undefined
  if (stat.uid !== me) return { why: `it belongs to another user (${stat.uid})`, fix: `sudo chown ${me} ${path}` }
  const excess = stat.mode & rules.othersMayNot
  if (excess === 0) return undefined
  return { why: `other users can ${(excess & 0o022) === 0 ? 'read' : 'write'} it`, fix: `chmod 600 ${path}` }
}

// Who can write the folder can put another file there.
function folderProblem(folder: string): PrivateFileProblem | undefined {
  const stat = statSync(folder)
  const me = process.getuid?.()
  if (me === undefined || (stat.uid === me && (stat.mode & 0o022) === 0)) return undefined
  if (stat.uid !== me) return { why: `its folder belongs to another user (${stat.uid})`, fix: `sudo chown ${me} ${folder}` }
  return { why: 'other users can write its folder', fix: `chmod 700 ${folder}` }
}
