import { lstatSync, opendirSync, type Stats } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { abortReason } from '../../kernel/abort.ts'
import type { PathJail } from '../path-jail.ts'
import type { JailedFolder } from '../path-jail-open.ts'
import { type IgnoreScope, ignoreScope, ignoreTextIn } from './ignore-scope.ts'

export type EntryKind = 'file' | 'dir' | 'symlink' | 'other'

export interface FoundEntry {
  /** Absolute. */
  readonly path: string
  /** Relative to where the walk began, with `/`. */
  readonly below: string
  readonly name: string
  readonly kind: EntryKind
  readonly size: number
  readonly mtime: number
}

export interface WalkOptions {
  readonly jail: PathJail
  readonly start: string
  readonly recursive: boolean
  readonly includeIgnored: boolean
  readonly signal: AbortSignal
}

const ALWAYS_SKIPPED = new Set(['.git', 'node_modules', '.closed_claw'])
const SLICE_MS = 10

interface Pending {
  readonly path: string
  readonly below: string
  readonly ignore: IgnoreScope | undefined
}

/**
 * Every entry below a folder, in no particular order. Links are told, not followed; protected paths don't exist here; folders that
 * cannot be read are passed over. Gives the event loop its turn every few milliseconds.
 */
export async function* walk(options: WalkOptions): AsyncGenerator<FoundEntry> {
  const pending: Pending[] = [{ path: options.start, below: '', ignore: options.includeIgnored ? undefined : ignoreScope(options) }]
  let turn = performance.now()
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    for (const entry of entriesOf(options, place)) {
      if (performance.now() - turn > SLICE_MS) {
        await setImmediate()
        turn = performance.now()
      }
      if (options.signal.aborted) throw abortReason(options.signal)
      yield entry.found
      if (options.recursive && entry.found.kind === 'dir')
        pending.push({ path: entry.found.path, below: entry.found.below, ignore: entry.ignore })
    }
  }
}

function* entriesOf(
  { jail, includeIgnored, start }: WalkOptions,
  place: Pending,
): Generator<{ found: FoundEntry; ignore: IgnoreScope | undefined }> {
  const folder = openOrSkip(jail, place.path, place.path === start)
  if (folder === undefined) return
  try {
    const ignore = includeIgnored ? undefined : place.ignore?.enter(place.path, ignoreTextIn(jail, folder))
    const reader = opendirSync(folder.at('.'), { bufferSize: 512 })
    try {
      for (let dirent = reader.readSync(); dirent !== null; dirent = reader.readSync()) {
        const found = look(folder, place, dirent.name)
        if (found === undefined || jail.isProtected(found.path)) continue
        if (!includeIgnored && (ALWAYS_SKIPPED.has(found.name) || ignore?.isIgnored(found.path, found.kind === 'dir') === true)) continue
        yield { found, ignore }
      }
    } finally {
      reader.closeSync()
    }
  } finally {
    folder.close()
  }
}

function openOrSkip(jail: PathJail, path: string, isStart: boolean): JailedFolder | undefined {
  try {
    return jail.openFolder(path)
  } catch (error) {
    if (isStart) throw error
    return undefined
  }
}

function look(folder: JailedFolder, place: Pending, name: string): FoundEntry | undefined {
  const stat = lstatSync(folder.at(name), { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  const kind = kindOf(stat)
  return {
    path: place.path === '/' ? `/${name}` : `${place.path}/${name}`,
    below: place.below === '' ? name : `${place.below}/${name}`,
    name,
    kind,
    size: kind === 'file' ? stat.size : 0,
    mtime: stat.mtimeMs,
  }
}

export function kindOf(stat: Stats): EntryKind {
  if (stat.isFile()) return 'file'
  if (stat.isDirectory()) return 'dir'
  return stat.isSymbolicLink() ? 'symlink' : 'other'
}
