import type { JsonObject } from '../../kernel/json.ts'
import { digestFile } from './digest-file.ts'
import type { FileIoServices } from './file-io-services.ts'
import type { FoundEntry } from './walk.ts'

const MAX_GROUPS = 500
const MAX_PATHS = 100

/** Files with the same content, the most wasted bytes first. Only files of equal size are read; empty files are no duplicates. */
export async function findDuplicates(
  sizes: ReadonlyMap<number, readonly FoundEntry[]>,
  { jail, signal }: FileIoServices,
): Promise<JsonObject[]> {
  const groups: { sha256: string; size: number; paths: string[] }[] = []
  for (const [size, entries] of sizes) {
    if (size === 0 || entries.length < 2) continue
    const byHash = new Map<string, string[]>()
    for (const entry of entries) {
      const hash = (await digestFile(entry.path, { jail, signal, lines: false, sha256: true }))?.sha256
      if (hash !== undefined) addTo(byHash, hash, jail.show(entry.path))
    }
    for (const [sha256, paths] of byHash) if (paths.length > 1) groups.push({ sha256, size, paths: paths.sort() })
  }
  return groups
    .sort((a, b) => b.size * (b.paths.length - 1) - a.size * (a.paths.length - 1))
    .slice(0, MAX_GROUPS)
    .map(({ sha256, size, paths }) => ({ sha256, size, files: paths.length, paths: paths.slice(0, MAX_PATHS) }))
}

export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
