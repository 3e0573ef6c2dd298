import type { Json, JsonObject } from '../../kernel/json.ts'
import type { PathJail } from '../path-jail.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FoundEntry } from './walk.ts'

type Order = Pick<FileIoInput, 'sort' | 'order' | 'max_entries'>

/** Keeps the first `max_entries` in the wanted order, whatever the number that comes, and counts all. */
export interface EntryCollector {
  add(entry: FoundEntry): void
  first(): FoundEntry[]
  readonly total: number
  readonly bytes: number
}

export function collectEntries({ sort = 'name', order, max_entries = 200 }: Order): EntryCollector {
  const compare = comparator(sort, order ?? (sort === 'name' ? 'asc' : 'desc'))
  let kept: FoundEntry[] = []
  let total = 0
  let bytes = 0
  const cut = (): FoundEntry[] => {
    kept = kept.sort(compare).slice(0, max_entries)
    return kept
  }
  return {
    add: (entry) => {
      total += 1
      bytes += entry.size
      kept.push(entry)
      if (kept.length >= 2 * max_entries + 1000) cut()
    },
    first: cut,
    get total() {
      return total
    },
    get bytes() {
      return bytes
    },
  }
}

function comparator(sort: NonNullable<Order['sort']>, order: 'asc' | 'desc'): (a: FoundEntry, b: FoundEntry) => number {
  const byName = (a: FoundEntry, b: FoundEntry): number => (a.below < b.below ? -1 : a.below > b.below ? 1 : 0)
  const sign = order === 'asc' ? 1 : -1
  if (sort === 'name') return (a, b) => sign * byName(a, b)
  return (a, b) => sign * (a[sort] - b[sort]) || byName(a, b)
}

export function entryResult(jail: PathJail, entry: FoundEntry): JsonObject {
  return { path: jail.show(entry.path), kind: entry.kind, size: entry.size, mtime: timeOf(entry.mtime) }
}

export function timeOf(mtime: number): Json {
  return new Date(Math.floor(mtime)).toISOString()
}
