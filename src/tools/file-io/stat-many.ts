import type { JsonObject } from '../../kernel/json.ts'
import { collectEntries, entryResult } from './collect-entries.ts'
import { digestFile, type FileDigest } from './digest-file.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileIoServices } from './file-io-services.ts'
import { addTo, findDuplicates } from './find-duplicates.ts'
import { selector } from './list-files.ts'
import { createTotals, type Totals } from './totals.ts'
import { type FoundEntry, walk } from './walk.ts'

/** Sums over all files that fit, by extension and by folder; the entries are only the first ones. */
export async function statMany(input: FileIoInput, services: FileIoServices): Promise<JsonObject> {
  const { jail, signal } = services
  const start = input.path ?? jail.workspace
  const fields = input.fields ?? []
  const lines = fields.includes('lines')
  const wanted = selector({ ...input, kind: input.kind ?? 'file' })
  const found = collectEntries(input)
  const totals = createTotals(lines)
  const sizes = fields.includes('duplicates') ? new Map<number, FoundEntry[]>() : undefined
  for await (const entry of walk({ jail, start, recursive: true, includeIgnored: input.include_ignored === true, signal })) {
    if (!wanted(entry)) continue
    found.add(entry)
    if (entry.kind !== 'file') continue
    const digest = lines ? await digestFile(entry.path, { jail, signal, lines, sha256: false }) : undefined
    totals.add(entry, digest?.lines)
    if (sizes !== undefined) addTo(sizes, entry.size, entry)
  }
  const entries = await withDigests(found.first(), fields, services)
  return {
    path: jail.show(start),
    entries,
    total: found.total,
    truncated: entries.length < found.total,
    ...totalsResult(totals),
    ...(sizes === undefined ? {} : { duplicates: await findDuplicates(sizes, services) }),
  }
}

function totalsResult(totals: Totals): JsonObject {
  return { totals: totals.all(), by_extension: totals.byExtension(), by_folder: totals.byFolder() }
}

async function withDigests(
  entries: readonly FoundEntry[],
  fields: readonly string[],
  { jail, signal }: FileIoServices,
): Promise<JsonObject[]> {
  const wish = { jail, signal, lines: fields.includes('lines'), sha256: fields.includes('sha256') }
  const results: JsonObject[] = []
  for (const entry of entries) {
    const digest: FileDigest | undefined =
      entry.kind === 'file' && (wish.lines || wish.sha256) ? await digestFile(entry.path, wish) : undefined
    results.push({ ...entryResult(jail, entry), ...digest })
  }
  return results
}
