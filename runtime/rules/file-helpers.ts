import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { bytes, plural } from './format.ts'
import { RuleError } from './rule-error.ts'

interface Entry extends JsonObject {
  path: string
  size: number
  mtime: string | number
}

export interface FileSet extends JsonObject {
  entries: Entry[]
  total: number
  total_bytes: number
}

/** The files that the slots mean. Conditions that the tool does not know (size, age, exclusion) need the whole list, or it fails. */
export function fileSet(list: JsonObject, slots: JsonObject): FileSet {
  const entries = (Array.isArray(list['entries']) ? list['entries'] : []) as Entry[]
  const tests = conditions(slots, Date.now())
  if (tests.length === 0) return { entries, total: Number(list['total'] ?? entries.length), total_bytes: Number(list['total_bytes'] ?? 0) }
  if (list['truncated'] === true) {
    throw new RuleError(
      'RULE_STEP_FAILED',
      `There are ${plural(Number(list['total']), 'file')} to look through, more than can be taken at once. Name a smaller folder or a kind of files.`,
    )
  }
  const kept = entries.filter((entry) => tests.every((test) => test(entry)))
  return { entries: kept, total: kept.length, total_bytes: kept.reduce((sum, entry) => sum + entry.size, 0) }
}

/** How many entries to ask for: the wanted number, or all that can be had when they are sifted here. */
export function entryLimit(slots: JsonObject, wanted: number): number {
  return conditions(slots, 0).length > 0 ? 5000 : wanted
}

type Test = (entry: Entry) => boolean

function conditions(slots: JsonObject, now: number): Test[] {
  return [...sizeTest(slots['size']), ...ageTest(slots['age'], now), ...excludeTest(slots['exclude'], slots['folder'])]
}

function sizeTest(size: Json | undefined): Test[] {
  if (!isJsonObject(size)) return []
  const { min, max, strict } = size
  if (typeof min === 'number') return [(entry) => (strict ? entry.size > min : entry.size >= min)]
  return typeof max === 'number' ? [(entry) => (strict ? entry.size < max : entry.size <= max)] : []
}

function ageTest(age: Json | undefined, now: number): Test[] {
  if (!isJsonObject(age)) return []
  const { newer_ms, older_ms, since } = age
  const time = (entry: Entry): number => new Date(entry.mtime).getTime()
  if (typeof newer_ms === 'number') return [(entry) => time(entry) >= now - newer_ms]
  if (typeof older_ms === 'number') return [(entry) => time(entry) < now - older_ms]
  const from = startOf(String(since), new Date(now))
  return [(entry) => time(entry) >= from]
}

function startOf(since: string, now: Date): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  if (since === 'yesterday') return midnight.getTime() - 864e5
  if (since === 'this week') return midnight.getTime() - ((midnight.getDay() + 6) % 7) * 864e5
  return since === 'this month' ? new Date(now.getFullYear(), now.getMonth(), 1).getTime() : midnight.getTime()
}

function excludeTest(exclude: Json | undefined, folder: Json | undefined): Test[] {
  const patterns =
    isJsonObject(exclude) && Array.isArray(exclude['patterns']) ? exclude['patterns'].map((pattern) => globPattern(String(pattern))) : []
  const root = typeof folder === 'string' && folder !== '.' ? `${folder.replace(/^\.\//u, '')}/` : ''
  const below = (path: string): string => (path.startsWith(root) ? path.slice(root.length) : path)
  return patterns.length === 0 ? [] : [(entry) => !patterns.some((pattern) => pattern.test(below(entry.path)) || pattern.test(entry.path))]
}

/** A glob of a recipe or a person as an anchored expression; only literal text, `*` and `**`, so it cannot blow up beyond the path's length squared. */
function globPattern(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*\*|\*|\?)/u).map((part) => GLOB_PARTS[part] ?? part.replace(/[.+^${}()|[\]\\]/gu, '\\$&'))
  return new RegExp(`^${glob.includes('/') ? '' : '(?:.*/)?'}${parts.join('')}$`, 'u')
}

const GLOB_PARTS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }

/** `42 TypeScript files in src changed in the last 7 days, except tests`. */
export function fileWords(count: number, slots: JsonObject, word = 'file'): string {
  const type = label(slots['type'])
  const noun = type === '' ? word : `${type} ${word}`
  return `${plural(count, noun)}${scopeWords(slots)}`
}

export function scopeWords(slots: JsonObject): string {
  const folder = typeof slots['folder'] === 'string' && slots['folder'] !== '.' ? ` in ${slots['folder']}` : ''
  const size = label(slots['size']) === '' ? '' : ` ${label(slots['size'])}`
  const age = label(slots['age'])
  const changed = age === '' ? '' : age.startsWith('older') ? ` ${age}` : ` changed ${age}`
  const exclude = label(slots['exclude']) === '' ? '' : `, except ${label(slots['exclude'])}`
  return `${folder}${size}${changed}${exclude}`
}

function label(value: Json | undefined): string {
  return isJsonObject(value) && typeof value['label'] === 'string' ? value['label'] : ''
}

/** `2026-11-21 03:52`, local time. */
export function day(time: string | number): string {
  const date = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Rows for the answer: path and the measure that the order goes by. */
export function ranked(entries: readonly Entry[], order: string): Json[][] {
  return entries.map((entry) => [entry.path, order === 'newest' || order === 'oldest' ? day(entry.mtime) : bytes(entry.size)])
}

export function pathsOf(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.path)
}
