import { dirname } from 'node:path'
import type { FileThing } from '../../protocol/file-change.ts'

/** Where the content of a file would come from. */
export type ContentFrom = { readonly disk: string } | { readonly image: string } | null

export interface VirtualEntry {
  readonly thing: FileThing
  readonly content: ContentFrom
}

export interface VirtualDisk {
  look(path: string): Promise<FileThing>
  names(path: string): readonly string[]
}

const NONE: VirtualEntry = { thing: { kind: 'none' }, content: null }

/** The files as they would be after steps that are not done yet: what is not overlaid is on the disk, perhaps under the name of before a move. */
export interface VirtualTree {
  look(path: string): Promise<VirtualEntry>
  put(path: string, entry: VirtualEntry): void
  move(from: string, to: string): Promise<void>
  isEmpty(folder: string): Promise<boolean>
  /** Paths that differ from the disk, or may. */
  touched(): readonly string[]
}

export function createVirtualTree(disk: VirtualDisk): VirtualTree {
  const entries = new Map<string, VirtualEntry>()

  async function look(path: string): Promise<VirtualEntry> {
    const known = entries.get(path)
    if (known !== undefined) return known
    const place = placeOnDisk(path)
    if (place === null) return NONE
    const thing = await disk.look(place)
    return { thing, content: thing.kind === 'file' ? { disk: place } : null }
  }

  /** null: a folder above it is gone. */
  function placeOnDisk(path: string): string | null {
    for (let above = dirname(path); above !== dirname(above); above = dirname(above)) {
      const entry = entries.get(above)
      if (entry === undefined) continue
      if (entry.thing.kind !== 'dir') return null
      if (entry.content !== null && 'disk' in entry.content) return entry.content.disk + path.slice(above.length)
    }
    return path
  }

  async function move(from: string, to: string): Promise<void> {
    const moved = await look(from)
    const place = entries.has(from) ? null : placeOnDisk(from)
    const below = [...entries].filter(([path]) => path.startsWith(`${from}/`))
    for (const [path] of below) entries.delete(path)
    entries.set(to, moved.thing.kind === 'dir' && place !== null ? { ...moved, content: { disk: place } } : moved)
    for (const [path, entry] of below) entries.set(to + path.slice(from.length), entry)
    // Told by the move: it has no content of its own to show.
    entries.set(from, { ...NONE, content: { disk: to } })
  }

  async function isEmpty(folder: string): Promise<boolean> {
    const entry = await look(folder)
    const place = entry.content !== null && 'disk' in entry.content ? entry.content.disk : placeOnDisk(folder)
    const names = new Set(place === null || !(await isFolder(place)) ? [] : disk.names(place))
    for (const path of entries.keys()) if (dirname(path) === folder) names.add(path.slice(folder.length + 1))
    for (const name of names) if ((await look(`${folder}/${name}`)).thing.kind !== 'none') return false
    return true
  }

  async function isFolder(place: string): Promise<boolean> {
    return (await disk.look(place)).kind === 'dir'
  }

  return { look, put: (path, entry) => void entries.set(path, entry), move, isEmpty, touched: () => [...entries.keys()] }
}
