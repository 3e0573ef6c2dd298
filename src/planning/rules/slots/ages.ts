import type { JsonObject } from '../../../kernel/json.ts'
import { matchWords } from '../clause.ts'
import { NUMBER_WORDS, numberValue } from './numbers.ts'
import { type SlotParser, span } from './slot-match.ts'

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60e3,
  hour: 3600e3,
  day: 864e5,
  week: 7 * 864e5,
  month: 30 * 864e5,
  year: 365 * 864e5,
}
const VERB = '(?:changed?|modified|modify|edited|touched|updated|committed|made|written)'
const CHANGE = `(?:(?:that|which) )?(?:were |was |have been |has been |have |has |did |got |i |we )?${VERB} `
const CHANGED = `(?:${CHANGE})?`
/** "largest files yesterday" says nothing about a change. */
const ON = `(?:${CHANGE}|from |dated )`
const SPAN = `(?:(?<number>\\d+|${NUMBER_WORDS}) )?(?<unit>minute|hour|day|week|month|year)s?`
const DATE = '(?<date>\\d{4}-\\d{2}-\\d{2})'
const WEEKDAY = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday'
const END = '(?= |$)'

const reads = (pattern: string): RegExp => new RegExp(`^${pattern}${END}`, 'u')

type Groups = Readonly<Record<string, string | undefined>>

/** Patterns in the order in which they are tried, and the time that each means. Nothing vague ("recently", "a few days") is here. */
const AGES: readonly (readonly [RegExp, (groups: Groups) => JsonObject])[] = [
  [reads(`(?:${CHANGE}|${CHANGED}(?:in|within|during|over|from|since) )(?:the )?(?:last|past|previous) ${SPAN}`), recent],
  [reads(`${CHANGED}(?:within|less than|newer than|since) ${SPAN}(?: ago| old)?`), recent],
  [
    reads(
      `(?:(?:that|which) (?:are|is|were) )?(?:older than|(?:(?:not|last) )?${VERB} (?:more than|over)|more than|not ${VERB} (?:in|for|since)(?: the last| the past)?) ${SPAN}(?: ago| old)?`,
    ),
    older,
  ],
  [reads(`${CHANGED}(?:since|after) (?:last )?(?<day>${WEEKDAY})`), ({ day = '' }) => ({ since: day, label: `since ${capital(day)}` })],
  [reads(`${CHANGED}(?:since|from) ${DATE}`), ({ date = '' }) => ({ since: date, label: `since ${date}` })],
  [reads(`${CHANGED}after ${DATE}`), ({ date = '' }) => ({ since: `${date}+1`, label: `after ${date}` })],
  [reads(`${CHANGED}(?:before|until) ${DATE}`), ({ date = '' }) => ({ until: date, label: `before ${date}` })],
  [reads(`${CHANGED}on ${DATE}`), ({ date = '' }) => ({ since: date, until: `${date}+1`, label: `on ${date}` })],
  [reads(`${CHANGED}since (?<day>yesterday|today)`), ({ day = '' }) => ({ since: day, label: `since ${day}` })],
  [reads(`${ON}yesterday`), yesterday],
  [reads(`(?:${ON}|since )(?<day>today|this week|this month|this year)`), sinceDay],
]
/** Where the noun itself is dated, as commits are. */
const BARE_AGES: typeof AGES = [
  [reads(`(?:the )?(?:last|past|previous) ${SPAN}`), recent],
  [reads('yesterday'), yesterday],
  [reads('(?<day>today|this week|this month|this year)'), sinceDay],
]

/** In every age: cheap to look for, where making the patterns above ready takes longer than the rest of the plan. */
const CUE = /minute|hour|day|week|month|year|\d-/u

/** `changed in the last 7 days`, `since Monday`, `before 2026-01-01`, `older than 30 days`. */
export const parseAge: SlotParser = (clause, taken, slot) => {
  if (!clause.tokens.some((token) => CUE.test(token.lower))) return undefined
  for (const [pattern, meaning] of slot.bare === true ? [...AGES, ...BARE_AGES] : AGES) {
    const found = matchWords(clause, taken, pattern)
    if (found) return { value: meaning(found.match.groups ?? {}), used: span(found.from, found.to) }
  }
  return undefined
}

function yesterday(): JsonObject {
  return { since: 'yesterday', until: 'today', label: 'yesterday' }
}

function sinceDay({ day = '' }: Groups): JsonObject {
  return { since: day, label: day }
}

function recent(groups: Groups): JsonObject {
  const { count, unit } = duration(groups)
  return { newer_ms: count * (UNIT_MS[unit] ?? 0), label: `in the last ${said(count, unit)}` }
}

function older(groups: Groups): JsonObject {
  const { count, unit } = duration(groups)
  return { older_ms: count * (UNIT_MS[unit] ?? 0), label: `older than ${said(count, unit)}` }
}

function duration(groups: Groups): { count: number; unit: string } {
  return { count: numberValue(groups['number'] ?? 'one') ?? 1, unit: groups['unit'] ?? 'day' }
}

/** In units that leave no doubt: "last week" is counted as 7 days back, a month as 30. */
function said(count: number, unit: string): string {
  if (count > 1 && unit !== 'month' && unit !== 'year') return `${count} ${unit}s`
  if (unit === 'hour' || unit === 'minute') return unit === 'hour' ? '60 minutes' : 'minute'
  return unit === 'day' ? '24 hours' : `${(count * (UNIT_MS[unit] ?? 0)) / 864e5} days`
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
