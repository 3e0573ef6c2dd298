import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { type Entry, fileConditions } from './file-conditions.ts'
import { plural } from './format.ts'
import { RuleError } from './rule-error.ts'

export interface FileSet extends JsonObject {
  entries: Entry[]
  total: number
  total_bytes: number
  /** One for each folder that was named. */
  parts: { folder: string; total: number; bytes: number }[]
}

/**
 * The files that the slots mean, out of the listings (`list`, `glob`, `stat`) of the named folders. Conditions that the tool does not know
 * need the whole listing, or it fails.
 */
export function fileSet(found: Json, slots: JsonObject): FileSet {
  const folders = asList<string>(slots['folder'])
  refuseNested(folders)
  const sets = asList<JsonObject>(found).map((list, index) => sift(list, slots, folders[index] ?? '.'))
  const entries = sets.flatMap((set) => set.entries)
  return {
    entries: sets.length > 1 ? inOrder(entries, slots['order']) : entries,
    total: sum(sets.map((set) => set.total)),
    total_bytes: sum(sets.map((set) => set.bytes)),
    parts: sets.map(({ total, bytes }, index) => ({ folder: folders[index] ?? '.', total, bytes })),
  }
}

/** How many entries to ask for: the wanted number, or all that can be had when they are sifted here. */
export function entryLimit(slots: JsonObject, wanted: number): number {
  return fileConditions(slots, '.', 0).length > 0 ? 5000 : wanted
}

function sift(list: JsonObject, slots: JsonObject, folder: string): { entries: Entry[]; total: number; bytes: number } {
  const entries = asList<Entry>(list['entries'])
  const tests = fileConditions(slots, folder, Date.now())
  if (tests.length === 0) return { entries, total: Number(list['total'] ?? entries.length), bytes: bytesOf(list) }
  if (list['truncated'] === true) {
    throw new RuleError(
      'RULE_STEP_FAILED',
      `There are ${plural(Number(list['total']), 'file')} to look through, more than can be taken at once. Name a smaller folder or a kind of files.`,
    )
  }
  const kept = entries.filter((entry) => tests.every((test) => test(entry)))
  return { entries: kept, total: kept.length, bytes: sum(kept.map((entry) => entry.size)) }
}

function bytesOf(list: JsonObject): number {
  const totals = list['totals']
  return Number(list['total_bytes'] ?? (isJsonObject(totals) ? totals['bytes'] : 0))
}

/** A file must not be counted twice. */
function refuseNested(folders: readonly string[]): void {
  for (const [index, one] of folders.entries())
    for (const [other, outer] of folders.entries())
      if (index !== other && (one === outer || outer === '.' || one.startsWith(`${outer}/`)))
        throw new RuleError('RULE_STEP_FAILED', `${one} lies in ${outer === '.' ? 'the workspace' : outer}: name only one of them.`)
}

function inOrder(entries: readonly Entry[], order: Json | undefined): Entry[] {
  const time = (entry: Entry): number => new Date(entry.mtime).getTime()
  const by: Readonly<Record<string, (a: Entry, b: Entry) => number>> = {
    largest: (a, b) => b.size - a.size,
    smallest: (a, b) => a.size - b.size,
    newest: (a, b) => time(b) - time(a),
    oldest: (a, b) => time(a) - time(b),
  }
  const compare = typeof order === 'string' ? by[order] : undefined
  return compare ? entries.toSorted(compare) : [...entries]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
