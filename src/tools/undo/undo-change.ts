import { fchmodSync, fsyncSync, lstatSync, renameSync, rmdirSync, symlinkSync, unlinkSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { FileThing } from '../../protocol/file-change.ts'
import { writeAtomic } from '../file-io/write-atomic.ts'
import type { PathJail } from '../path-jail.ts'
import type { JailedFolder } from '../path-jail-open.ts'
import { pathError } from '../path-jail-real.ts'
import type { RecordedChange } from './plan-undo.ts'

export interface Undoing {
  readonly jail: PathJail
  readImage(sha256: string): Uint8Array | undefined
}

/** Takes one change back, through the same guarded opens as the change itself. What it finds was judged a moment before. */
export function undoChange(change: RecordedChange, undoing: Undoing): void {
  const { path, before } = change
  const { jail } = undoing
  if (change.op === 'move' && change.to_path !== null) moveBack({ from: change.to_path, to: path }, jail)
  else if (before.kind === 'none') inFolder(path, jail, (at) => (change.op === 'mkdir' ? rmdirSync(at) : unlinkSync(at)))
  else if (before.kind === 'file') restoreFile(change, before, undoing)
  else if (before.kind === 'dir') makeFolder(path, before.mode, jail)
  else if (before.kind === 'link') inFolder(path, jail, (at) => symlinkSync(before.target, at))
  else throw new ClawError('TOOL_FAILED', `'${path}' was neither a file nor a folder.`)
}

function restoreFile({ path, image }: RecordedChange, before: Extract<FileThing, { kind: 'file' }>, { jail, readImage }: Undoing): void {
  const content = image === null ? undefined : readImage(image)
  if (content === undefined) throw new ClawError('NOT_FOUND', `The before-image of '${jail.show(path)}' is gone.`)
  writeAtomic(jail, path, content, { mode: before.mode, mtime_ms: before.mtime_ms })
}

function makeFolder(path: string, mode: number, jail: PathJail): void {
  const folder = jail.openForWriting(path, { create: true })
  try {
    fchmodSync(folder.fd, mode)
    fsyncSync(folder.fd)
  } finally {
    folder.close()
  }
}

function moveBack({ from, to }: { from: string; to: string }, jail: PathJail): void {
  inFolder(from, jail, (source) =>
    inFolder(to, jail, (target, folder) => {
      refuseTaken(target, folder, to)
      renameSync(source, target)
    }),
  )
}

// A rename would silently replace what came there in between.
function refuseTaken(target: string, folder: JailedFolder, path: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined)
    throw new ClawError('TOOL_FAILED', `Something stands at '${folder.path}/${basename(path)}' by now.`)
}

function inFolder(path: string, jail: PathJail, act: (at: string, folder: JailedFolder) => void): void {
  const folder = jail.openForWriting(dirname(path), { create: true })
  try {
    act(folder.at(basename(path)), folder)
    fsyncSync(folder.fd)
  } catch (error) {
    throw pathError(error, jail.show(path))
  } finally {
    folder.close()
  }
}
