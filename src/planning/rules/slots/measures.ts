import { matchWords } from '../clause.ts'
import { NUMBER_WORDS, numberValue } from './numbers.ts'
import { type SlotParser, span } from './slot-match.ts'

const UNIT_BYTES: Readonly<Record<string, number>> = { b: 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }
const SIZE =
  /^(?:(?:that|which) (?:are|is) |of |with (?:a )?size (?:of )?)?(?:(?<more>larger than|bigger than|greater than|heavier than|more than|over|above|exceeding|at least|>=|>)|(?<less>smaller than|less than|lighter than|under|below|at most|up to|<=|<)) (?<number>\d+(?:\.\d+)?) ?(?<unit>bytes?|b|kilobytes?|megabytes?|gigabytes?|terabytes?|[kmgt](?<binary>i)?b?)(?: in size)?(?= |$)/u

/** `larger than 10 MB`, `under 3 kB` -> bytes; decimal units, binary ones (KiB) as such. */
export const parseSize: SlotParser = (clause, taken) => {
  const found = matchWords(clause, taken, SIZE)
  const groups = found?.match.groups
  if (!found || !groups) return undefined
  const bytes = Number(groups['number']) * unitBytes(groups['unit'] ?? 'b', groups['binary'] !== undefined)
  const said = `${groups['number']} ${unitLabel(groups['unit'] ?? 'b')}`
  const value = groups['more']
    ? { min: bytes, strict: !/at least|>=/u.test(groups['more']), label: `larger than ${said}` }
    : { max: bytes, strict: !/at most|up to|<=/u.test(groups['less'] ?? ''), label: `smaller than ${said}` }
  return {
    value: {
      ...value,
      label: value.strict ? value.label : value.label.replace('larger than', 'at least').replace('smaller than', 'at most'),
    },
    used: span(found.from, found.to),
  }
}

function unitBytes(unit: string, binary: boolean): number {
  const letter = unit[0] ?? 'b'
  if (unit.startsWith('byte') || unit === 'b') return 1
  return binary ? 1024 ** ('bkmgt'.indexOf(letter) || 0) : (UNIT_BYTES[letter] ?? 1)
}

function unitLabel(unit: string): string {
  if (unit === 'b' || unit.startsWith('byte')) return 'bytes'
  const letter = unit[0] ?? ''
  if (unit.includes('i') && unit.length <= 3 && !unit.startsWith('ki')) return `${letter.toUpperCase()}iB`
  return unit.length > 3 ? unit : letter === 'k' ? 'kB' : `${letter.toUpperCase()}B`
}

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60e3,
  hour: 3600e3,
  day: 864e5,
  week: 7 * 864e5,
  month: 30 * 864e5,
  year: 365 * 864e5,
}
const CHANGED = '(?:(?:(?:that|which) )?(?:were |have been |i )?(?:changed|modified|edited|touched|updated|committed|made) )?'
const RECENT = new RegExp(
  `^${CHANGED}(?:(?:in|within|during|over|from) )?(?:the )?(?:last|past|previous) (?:(?<number>\\d+|${NUMBER_WORDS}) )?(?<unit>minute|hour|day|week|month|year)s?(?= |$)`,
  'u',
)
const SINCE = new RegExp(`^${CHANGED}(?:(?<since>since) )?(?<day>today|yesterday|this week|this month)(?= |$)`, 'u')
const OLDER = new RegExp(
  `^(?:(?:that|which) (?:are|is) )?(?:older than|(?:(?:not|last) )?(?:changed|modified|touched) more than|more than) (?<number>\\d+|${NUMBER_WORDS}) (?<unit>minute|hour|day|week|month|year)s?(?: (?:ago|old))?(?= |$)`,
  'u',
)

/** `changed in the last 7 days`, `since yesterday`, `older than 30 days`. `git`: the same for `git log --since`. */
export const parseAge: SlotParser = (clause, taken) => {
  const recent = matchWords(clause, taken, RECENT)
  if (recent) return { value: recentValue(recent.match.groups ?? {}), used: span(recent.from, recent.to) }
  const older = matchWords(clause, taken, OLDER)
  if (older) {
    const { count, unit } = duration(older.match.groups ?? {})
    return {
      value: { older_ms: count * (UNIT_MS[unit] ?? 0), label: `older than ${count} ${unit}${count === 1 ? '' : 's'}` },
      used: span(older.from, older.to),
    }
  }
  const since = matchWords(clause, taken, SINCE)
  const day = since?.match.groups?.['day']
  if (!since || !day || (day === 'yesterday' && !since.match.groups?.['since'])) return undefined
  return {
    value: { since: day, label: day === 'yesterday' ? 'since yesterday' : day, git: GIT_SINCE[day] ?? day },
    used: span(since.from, since.to),
  }
}

const GIT_SINCE: Readonly<Record<string, string>> = {
  today: 'midnight',
  yesterday: 'yesterday.midnight',
  'this week': '1 week ago',
  'this month': '1 month ago',
}

function recentValue(groups: Record<string, string | undefined>): { newer_ms: number; label: string; git: string } {
  const { count, unit } = duration(groups)
  const said = count === 1 ? unit : `${count} ${unit}s`
  return { newer_ms: count * (UNIT_MS[unit] ?? 0), label: `in the last ${said}`, git: `${count} ${unit}${count === 1 ? '' : 's'} ago` }
}

function duration(groups: Record<string, string | undefined>): { count: number; unit: string } {
  return { count: numberValue(groups['number'] ?? 'one') ?? 1, unit: groups['unit'] ?? 'day' }
}

const RANGE = /^lines? (?:from )?(\d+) ?(?:to|-|until|through|and) ?(\d+)(?= |$)/u
const ONE_LINE = /^line (?:number )?(\d+)(?= |$)/u

/** `lines 10 to 20` -> offset (0-based) and limit. */
export const parseRange: SlotParser = (clause, taken) => {
  const two = matchWords(clause, taken, RANGE)
  const one = two ?? matchWords(clause, taken, ONE_LINE)
  if (!one) return undefined
  const from = Number(one.match[1])
  const to = Number(one.match[2] ?? one.match[1])
  if (from < 1 || to < from) return undefined
  return {
    value: { offset: from - 1, limit: to - from + 1, label: from === to ? `line ${from}` : `lines ${from} to ${to}` },
    used: span(one.from, one.to),
  }
}
