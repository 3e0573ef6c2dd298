import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { type Entry, fileConditions } from './file-conditions.ts'
import { type FileSet, fileSet } from './file-set.ts'
import { fileWords, ignoredNote, ranked } from './file-words.ts'
import { bytes, columns, plural, sentence } from './format.ts'
import { RuleError } from './rule-error.ts'

/** How many files there are; of several folders or kinds each, too. */
export function countAnswer(found: Json, slots: JsonObject): JsonObject {
  const set = fileSet(found, slots)
  const rows = set.total === 0 ? [] : set.parts.length > 1 ? folderRows(set) : kindRows(found, set, slots)
  const head = sentence(fileWords(set.total, slots))
  const text = rows.length > 0 ? `${head}:\n${columns(rows)}` : `${head}.${set.total === 0 ? ignoredNote(slots) : ''}`
  return { text, count: set.total }
}

function folderRows(set: FileSet): Json[][] {
  return set.parts.map((part) => [`${part.folder}/`, plural(part.total, 'file')])
}

interface Kind {
  readonly label: string
  readonly pattern: readonly string[]
}

function kindRows(found: Json, set: FileSet, slots: JsonObject): Json[][] {
  const type = slots['type']
  const kinds = isJsonObject(type) ? asList<Kind>(type['kinds']) : []
  const counts = fileConditions(slots, '.', 0).length > 0 ? countsOfEntries(set.entries) : countsOfStat(found)
  return kinds.map((kind) => [
    kind.label,
    plural(
      kind.pattern.reduce((sum, pattern) => sum + (counts.get(pattern.slice(1)) ?? 0), 0),
      'file',
    ),
  ])
}

function countsOfEntries(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { path } of entries) {
    const extension = /[^/](\.[^./]*)$/u.exec(path)?.[1] ?? ''
    counts.set(extension, (counts.get(extension) ?? 0) + 1)
  }
  return counts
}

function countsOfStat(found: Json): ReadonlyMap<string, number> {
  const rows = asList<JsonObject>(found).flatMap((stat) => asList<JsonObject>(stat['by_extension']))
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(String(row['extension']), (counts.get(String(row['extension'])) ?? 0) + Number(row['files']))
  return counts
}

/** Files by their number of lines; binary files have none and are left out, which is said. */
export function lineRanking(found: Json, slots: JsonObject): JsonObject {
  const cut = asList<JsonObject>(found).some((stat) => stat['truncated'] === true)
  if (cut)
    throw new RuleError('RULE_STEP_FAILED', 'There are more files than can be compared at once. Name a smaller folder or a kind of files.')
  const set = fileSet(found, slots)
  const texts = set.entries.filter((entry) => typeof entry['lines'] === 'number')
  const sign = slots['order'] === 'shortest' ? 1 : -1
  const sorted = texts.toSorted((a, b) => sign * (Number(a['lines']) - Number(b['lines'])) || (a.path < b.path ? -1 : 1))
  const shown = sorted.slice(0, Number(slots['n']))
  const all = fileWords(texts.length, slots)
  if (shown.length === 0) return { text: `${sentence(all)} with lines.${ignoredNote(slots)}`, files: [], count: 0 }
  return {
    text: `${rankWords(shown.length, texts.length, `${String(slots['order'])}`, all)}, by lines:\n${columns(shown.map((entry) => [entry.path, plural(Number(entry['lines']), 'line')]))}`,
    files: shown.map((entry) => entry.path),
    count: texts.length,
  }
}

/** The files in the wanted order. */
export function rankedAnswer(found: Json, slots: JsonObject): JsonObject {
  const set = fileSet(found, slots)
  const shown = set.entries.slice(0, Number(slots['n']))
  const order = String(slots['order'])
  const head = rankWords(shown.length, set.total, order, fileWords(set.total, slots))
  const text = set.total === 0 ? `${sentence(fileWords(0, slots))}.${ignoredNote(slots)}` : `${head}:\n${columns(ranked(shown, order))}`
  return { text, files: shown.map((entry) => entry.path), count: set.total }
}

/** `The 5 largest of 42 TypeScript files`; of a single one there is no order to tell. */
function rankWords(shown: number, total: number, order: string, all: string): string {
  if (total === 1) return `Only ${all}`
  return shown === total ? `All ${all}, ${order} first` : `The ${shown === 1 ? '' : `${shown} `}${order} of ${all}`
}

/** What a folder holds, folders first. */
export function folderAnswer(listed: JsonObject, slots: JsonObject): JsonObject {
  const entries = asList<Entry>(listed['entries'])
  const folders = entries.filter((entry) => entry['kind'] === 'dir')
  const files = entries.filter((entry) => entry['kind'] !== 'dir')
  const rows = [...folders.map((entry) => [`${entry.path}/`, '']), ...files.map((entry) => [entry.path, sizeOf(entry)])]
  const total = Number(listed['total'])
  const where = slots['folder'] === '.' ? 'Here' : String(slots['folder'])
  if (total === 0) return { text: `${where}: nothing.${ignoredNote(slots)}`, count: 0 }
  const head =
    listed['truncated'] === true
      ? plural(total, 'entry', 'entries')
      : `${plural(folders.length, 'folder')}, ${plural(files.length, 'file')}`
  const more = total > entries.length ? `\n  and ${total - entries.length} more` : ''
  return { text: `${where}: ${head}\n${columns(rows)}${more}`, content: rows.map(([name]) => String(name)).join('\n'), count: total }
}

function sizeOf(entry: Entry): string {
  return entry['kind'] === 'symlink' ? 'link' : bytes(entry.size)
}

/** Folders directly below the named one, by bytes or number of files; files at the top are a row only when no number of folders is wanted. */
export function folderRanking(found: JsonObject, slots: JsonObject): JsonObject[] {
  const rows = asList<JsonObject>(found['by_folder'])
  const measure = slots['measure'] === 'files' ? 'files' : slots['measure'] === 'lines' ? 'lines' : 'bytes'
  const wanted = typeof slots['n'] === 'number' ? rows.filter((row) => row['folder'] !== '.') : rows
  const sign = slots['order'] === 'smallest' ? 1 : -1
  return wanted.toSorted((a, b) => sign * (Number(a[measure]) - Number(b[measure])) || (String(a['folder']) < String(b['folder']) ? -1 : 1))
}
