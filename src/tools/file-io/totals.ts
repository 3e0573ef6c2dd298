import { extname } from 'node:path'
import type { JsonObject } from '../../kernel/json.ts'
import type { FoundEntry } from './walk.ts'

interface Sum {
  files: number
  bytes: number
  lines: number
}

/** Sums over files, as a whole, by extension and by the folders directly below the start. */
export interface Totals {
  add(entry: FoundEntry, lines: number | undefined): void
  all(): JsonObject
  byExtension(): JsonObject[]
  byFolder(): JsonObject[]
}

// A tree with 100 000 different extensions must not make an answer of megabytes: the rest is one row.
const MAX_ROWS = 200

export function createTotals(withLines: boolean): Totals {
  const all: Sum = { files: 0, bytes: 0, lines: 0 }
  const extensions = new Map<string, Sum>()
  const folders = new Map<string, Sum>()
  const shape = ({ files, bytes, lines }: Sum): JsonObject => ({ files, bytes, ...(withLines ? { lines } : {}) })
  return {
    add: (entry, lines = 0) => {
      const slash = entry.below.indexOf('/')
      for (const sum of [
        all,
        sumOf(extensions, extname(entry.name).toLowerCase()),
        sumOf(folders, slash === -1 ? '.' : entry.below.slice(0, slash)),
      ]) {
        sum.files += 1
        sum.bytes += entry.size
        sum.lines += lines
      }
    },
    all: () => shape(all),
    byExtension: () => rows(extensions).map(([extension, sum]) => ({ extension, ...shape(sum) })),
    byFolder: () => rows(folders).map(([folder, sum]) => ({ folder, ...shape(sum) })),
  }
}

function sumOf(sums: Map<string, Sum>, key: string): Sum {
  const sum = sums.get(key) ?? { files: 0, bytes: 0, lines: 0 }
  sums.set(key, sum)
  return sum
}

function rows(sums: ReadonlyMap<string, Sum>): [string, Sum][] {
  const sorted = [...sums].sort(([a, x], [b, y]) => y.bytes - x.bytes || (a < b ? -1 : 1))
  if (sorted.length <= MAX_ROWS) return sorted
  const other: Sum = { files: 0, bytes: 0, lines: 0 }
  for (const [, sum] of sorted.slice(MAX_ROWS)) {
    other.files += sum.files
    other.bytes += sum.bytes
    other.lines += sum.lines
  }
  return [...sorted.slice(0, MAX_ROWS), ['(other)', other]]
}
