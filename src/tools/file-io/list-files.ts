import { compileGlob } from '../../kernel/glob/compile-glob.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { collectEntries, entryResult } from './collect-entries.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileIoServices } from './file-io-services.ts'
import { type FoundEntry, walk } from './walk.ts'

/** Ops `list` and `glob`: the first entries in the wanted order, totals over all. */
export async function listFiles(input: FileIoInput, { jail, signal }: FileIoServices): Promise<JsonObject> {
  const start = input.path ?? jail.workspace
  const wanted = selector(input)
  const found = collectEntries(input)
  const recursive = input.op === 'glob' || input.recursive === true
  for await (const entry of walk({ jail, start, recursive, includeIgnored: input.include_ignored === true, signal })) {
    if (wanted(entry)) found.add(entry)
  }
  const entries = found.first().map((entry) => entryResult(jail, entry))
  return { path: jail.show(start), entries, total: found.total, total_bytes: found.bytes, truncated: entries.length < found.total }
}

/** Which entries a listing is about: by kind and pattern. */
export function selector({ kind = 'any', pattern }: Pick<FileIoInput, 'kind' | 'pattern'>): (entry: FoundEntry) => boolean {
  const matches = pattern === undefined ? undefined : compileGlob([pattern].flat())
  return (entry) => (kind === 'any' || entry.kind === kind) && (matches === undefined || matches(entry.below))
}
