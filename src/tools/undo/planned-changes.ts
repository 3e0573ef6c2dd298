import { lstatSync, opendirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { FileThing, PlannedFileChange } from '../../protocol/file-change.ts'
import { fileChunks } from '../file-io/file-chunks.ts'
import type { FileIoInput } from '../file-io/file-io-input.ts'
import type { PathJail } from '../path-jail.ts'
import { type Looking, lookAt, lookQuickly } from './look-at.ts'

/** Keeps what a file held, durably. `kept` false: it is larger than all that may be kept. */
export interface ImagePort {
  keep(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly bytes: number; readonly kept: boolean }>
}

export interface Planning extends Looking {
  readonly images: ImagePort
}

const NONE: FileThing = { kind: 'none' }
const DIR: FileThing = { kind: 'dir', mode: 0o755 }
/** A deleted folder with more in it than this is not kept entry by entry. */
const MAX_ENTRIES = 20_000

/** What a call of file_io is about to change, with the images of before on disk. Only a full disk or a cancelled call stops it. */
export async function plannedChanges(input: FileIoInput, detail: JsonObject, planning: Planning): Promise<PlannedFileChange[]> {
  const path = input.path ?? ''
  switch (input.op) {
    case 'write':
    case 'append':
    case 'edit':
      return [...missingFolders(dirname(path), planning.jail), await contentChange(input.op, path, detail, planning)]
    case 'mkdir':
      return missingFolders(path, planning.jail)
    case 'move':
      return moveChanges(input.moves ?? [], planning)
    case 'delete':
      return deletion(path, planning)
    default:
      return []
  }
}

async function contentChange(
  op: 'write' | 'append' | 'edit',
  path: string,
  detail: JsonObject,
  planning: Planning,
): Promise<PlannedFileChange> {
  const after: FileThing = {
    kind: 'file',
    sha256: String(detail['after']),
    bytes: Number(detail['bytes'] ?? 0),
    mode: 0,
    mtime_ms: 0,
  }
  return { op, path, to_path: null, after, ...(await imageOf(path, planning)) }
}

/** Folders that the call makes by the way, the highest first. */
function missingFolders(path: string, jail: PathJail): PlannedFileChange[] {
  const missing: PlannedFileChange[] = []
  for (let folder = path; !jail.roots.includes(folder) && lookQuickly(folder, jail).kind === 'none'; folder = dirname(folder)) {
    missing.unshift({ op: 'mkdir', path: folder, to_path: null, before: NONE, after: DIR, image: null, note: '' })
    if (dirname(folder) === folder) break
  }
  return missing
}

async function moveChanges(moves: readonly { from: string; to: string }[], planning: Planning): Promise<PlannedFileChange[]> {
  const changes: PlannedFileChange[] = []
  const made = new Set<string>()
  for (const { from, to } of moves) {
    const folders = missingFolders(dirname(to), planning.jail).filter(({ path }) => !made.has(path))
    for (const { path } of folders) made.add(path)
    const thing = await lookAt(from, planning).catch((error: unknown) => unread(error, from, planning))
    changes.push(...folders, { op: 'move', path: from, to_path: to, before: thing, after: thing, image: null, note: '' })
  }
  return changes
}

/** Members before their folder: undone in the opposite order, the folder comes first. */
async function deletion(path: string, planning: Planning): Promise<PlannedFileChange[]> {
  const changes: PlannedFileChange[] = []
  for (const member of membersOf(path, planning.jail)) {
    changes.push({ op: 'delete', path: member, to_path: null, after: NONE, ...(await imageOf(member, planning)) })
    if (changes.length < MAX_ENTRIES) continue
    const note = `it held more than ${MAX_ENTRIES} entries`
    return [{ op: 'delete', path, to_path: null, before: lookQuickly(path, planning.jail), after: NONE, image: null, note }]
  }
  return changes
}

/** Everything in a folder, members before it, and the path itself. */
export function* membersOf(path: string, jail: PathJail): Generator<string> {
  if (lookQuickly(path, jail).kind === 'dir') {
    for (const name of namesIn(path, jail)) yield* membersOf(`${path}/${name}`, jail)
  }
  yield path
}

/** Names in a folder of the jail. */
export function namesIn(path: string, jail: PathJail): string[] {
  const folder = jail.openFolder(path)
  try {
    const reader = opendirSync(folder.at('.'))
    try {
      const names: string[] = []
      for (let entry = reader.readSync(); entry !== null; entry = reader.readSync()) names.push(entry.name)
      return names.sort()
    } finally {
      reader.closeSync()
    }
  } finally {
    folder.close()
  }
}

type Before = Pick<PlannedFileChange, 'before' | 'image' | 'note'>

async function imageOf(path: string, planning: Planning): Promise<Before> {
  try {
    const thing = lookQuickly(path, planning.jail)
    if (thing.kind === 'other') return { before: thing, image: null, note: 'it was a pipe, a socket or a device' }
    return thing.kind === 'file' ? await keepFile(path, thing, planning) : { before: thing, image: null, note: '' }
  } catch (error) {
    const { before, note } = { before: unread(error, path, planning), note: `it could not be read: ${(error as ClawError).message}` }
    return { before, image: null, note }
  }
}

async function keepFile(path: string, thing: Extract<FileThing, { kind: 'file' }>, { jail, images, signal }: Planning): Promise<Before> {
  const file = jail.openFile(path)
  try {
    const { sha256, bytes, kept } = await images.keep(fileChunks(file, signal))
    const before: FileThing = { ...thing, sha256, bytes }
    return kept ? { before, image: sha256, note: '' } : { before, image: null, note: 'it was larger than CLOSED_CLAW_UNDO_MAX_MB' }
  } finally {
    file.close()
  }
}

/** What cannot be opened may still be moved or deleted: it is told by what its folder says. Anything but a refusal of the jail goes on. */
function unread(error: unknown, path: string, { signal }: Planning): FileThing {
  if (signal.aborted || !(error instanceof ClawError) || error.code.startsWith('STORE_')) throw error
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return NONE
  return stat.isFile()
    ? { kind: 'file', sha256: null, bytes: stat.size, mode: stat.mode & 0o777, mtime_ms: stat.mtimeMs }
    : { kind: 'other' }
}
