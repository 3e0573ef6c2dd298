import type { Json, JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { fileWords, joined, scopeWords } from './file-words.ts'
import { columns, plural, sentence } from './format.ts'
import { RuleError } from './rule-error.ts'

interface Hit {
  readonly path: string
  readonly line: number
  readonly text: string
}

interface Hits {
  readonly shown: readonly Hit[]
  /** Lines that match, all of them. */
  readonly total: number
  readonly files: number
  readonly truncated: boolean
}

const SHOWN = 100
/** The tool cuts longer lines. */
const CUT_LINE = 500

/** What several `search` calls found, as one. */
function hitsOf(found: Json): Hits {
  const results = asList<JsonObject>(found)
  const sum = (name: string): number => results.reduce((total, result) => total + Number(result[name] ?? 0), 0)
  return {
    shown: results.flatMap((result) => asList<Hit>(result['matches'])),
    total: sum('total'),
    files: sum('files'),
    truncated: results.some((result) => result['truncated'] === true),
  }
}

/** The lines that hold the pattern, with their places. */
export function hitsAnswer(found: Json, slots: JsonObject): JsonObject {
  const pattern = `“${String(slots['pattern'])}”`
  const hits = hitsOf(found)
  if (hits.total === 0) return { text: `${pattern} does not occur${whereWords(slots)}${caseWords(slots)}.`, count: 0, files: [] }
  if (slots['only'] === 'files') return filesAnswer(hits, slots, pattern)
  const verb = hits.total === 1 ? 'contains' : 'contain'
  const matches = isRegex(slots) ? (hits.total === 1 ? 'matches' : 'match') : verb
  return told(`${sentence(plural(hits.total, 'line'))}${placeWords(hits, slots)} ${matches} ${pattern}${caseWords(slots)}`, hits)
}

function isRegex(slots: JsonObject): boolean {
  return !Object.hasOwn(slots, 'whole')
}

/** Which files, and in how many lines each. */
function filesAnswer(hits: Hits, slots: JsonObject, pattern: string): JsonObject {
  const head = `${sentence(fileWords(hits.files, slots))} ${hits.files === 1 ? 'contains' : 'contain'} ${pattern}${caseWords(slots)}`
  const counts = new Map<string, number>()
  for (const { path } of hits.shown) counts.set(path, (counts.get(path) ?? 0) + 1)
  const rows = [...counts].map(([path, count]) => [path, hits.truncated ? '' : plural(count, 'line')])
  const more = hits.files > rows.length ? `\n  and ${hits.files - rows.length} more` : ''
  return {
    text: `${head}:\n${columns(rows)}${more}`,
    content: `${[...counts.keys()].join('\n')}${more}`,
    count: hits.files,
    files: [...counts.keys()],
  }
}

function placeWords(hits: Hits, slots: JsonObject): string {
  return asList(slots['file']).length > 0 ? whereWords(slots) : ` in ${fileWords(hits.files, slots)}`
}

function caseWords(slots: JsonObject): string {
  return slots['case'] === 'insensitive' ? ' (ignoring case)' : ''
}

/** Comments that ask for work. */
export function todoAnswer(found: Json, slots: JsonObject): JsonObject {
  const hits = hitsOf(found)
  if (hits.total === 0) return { text: `No TODO or FIXME${whereWords(slots)}.`, count: 0, files: [] }
  return told(sentence(`${plural(hits.total, 'TODO or FIXME line')}${placeWords(hits, slots)}`), hits)
}

function told(head: string, hits: Hits): JsonObject {
  const lines = hits.shown.slice(0, SHOWN).map((hit) => `${hit.path}:${hit.line}  ${hit.text.trim()}`)
  const more = hits.total > lines.length ? `\n  and ${hits.total - lines.length} more` : ''
  return {
    text: `${head}:\n${lines.map((line) => `  ${line}`).join('\n')}${more}`,
    content: `${head}\n\n${lines.map((line) => `- ${line}`).join('\n')}${more}`,
    count: hits.total,
    files: [...new Set(hits.shown.map((hit) => hit.path))],
  }
}

/** How often the text stands there, several times in one line counted as such. */
export function occurrencesAnswer(found: Json, slots: JsonObject): JsonObject {
  const hits = hitsOf(found)
  if (hits.truncated || hits.shown.some((hit) => hit.text.length >= CUT_LINE))
    throw new RuleError(
      'RULE_STEP_FAILED',
      `${plural(hits.total, 'line')}${whereWords(slots)} hold “${String(slots['pattern'])}”, some too long or too many to count every occurrence in them.`,
    )
  const count = hits.shown.reduce((sum, hit) => sum + occurrencesIn(hit.text, slots), 0)
  const lines =
    hits.total === 0
      ? ''
      : asList(slots['file']).length > 0
        ? `, in ${plural(hits.total, 'line')}`
        : `, in ${plural(hits.total, 'line')} of ${plural(hits.files, 'file')}`
  const times = count === 1 ? 'once' : `${count} times`
  return { text: `“${String(slots['pattern'])}” occurs ${times}${whereWords(slots)}${lines}${caseWords(slots)}.`, count }
}

function occurrencesIn(text: string, slots: JsonObject): number {
  const fold = (value: string): string => (slots['case'] === 'insensitive' ? value.toLowerCase() : value)
  const [line, wanted] = [fold(text), fold(String(slots['pattern']))]
  let count = 0
  for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + wanted.length)) {
    const whole = !isWordPart(line[at - 1]) && !isWordPart(line[at + wanted.length])
    if (slots['whole'] !== 'word' || whole) count += 1
  }
  return count
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character)
}

/** A text as a whole word, for the `search` tool. */
export function wordPattern(text: string): string {
  return `(?<![\\p{L}\\p{N}_])${text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')}(?![\\p{L}\\p{N}_])`
}

function whereWords(slots: JsonObject): string {
  const files = asList<string>(slots['file'])
  const type = typeLabel(slots['type'])
  return files.length > 0 ? ` in ${joined(files)}` : `${type === '' ? '' : ` in ${type} files`}${scopeWords(slots)}`
}

function typeLabel(type: Json | undefined): string {
  return typeof type === 'object' && type !== null && !Array.isArray(type) ? String(type['label'] ?? '') : ''
}
