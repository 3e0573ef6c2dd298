import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { columnName, sqlName } from './data-helpers.ts'
import { plural } from './format.ts'
import { RuleError } from './rule-error.ts'

interface Condition {
  readonly column: string
  readonly op: string
  readonly value: Json
}

/** The results of the steps `known` (a row of the table) and `kinds` (what the columns of the conditions hold). */
export interface TableSteps {
  readonly known: JsonObject
  readonly kinds?: JsonObject
}

const ORDERED = new Set(['<', '<=', '>', '>=', 'between'])
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/u

function conditionsOf(slots: JsonObject): Condition[] {
  const filters = slots['filters']
  return isJsonObject(filters) ? asList<Condition>(filters['conditions']) : []
}

function columnOf(known: JsonObject, slots: JsonObject, { column }: Condition): string {
  return sqlName(columnName(asList<string>(known['columns']), column, String(slots['file'])))
}

/** Counts, for each condition, the numbers, the texts and the texts that are no ISO date of its column. */
export function filterKindsSql(known: JsonObject, slots: JsonObject): string {
  const counts = conditionsOf(slots).flatMap((condition, index) => {
    const name = columnOf(known, slots, condition)
    return [
      `SUM(typeof(${name}) IN ('integer', 'real')) AS n${index}`,
      `SUM(typeof(${name}) = 'text') AS t${index}`,
      `SUM(typeof(${name}) = 'text' AND ${name} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*') AS d${index}`,
    ]
  })
  return `SELECT ${counts.join(', ')} FROM data`
}

/** ` WHERE ...` with a `?` a value, or nothing. Texts are compared without regard to case. Fails where a comparison would be nonsense. */
export function whereSql(steps: TableSteps, slots: JsonObject): string {
  const conditions = conditionsOf(slots)
  if (conditions.length === 0) return ''
  conditions.forEach((condition, index) => {
    refuseMisfit(condition, kindsOf(steps, index), String(slots['file']))
  })
  const filters = slots['filters']
  const join = isJsonObject(filters) && filters['join'] === 'or' ? ' OR ' : ' AND '
  return ` WHERE ${conditions.map((condition) => conditionSql(columnOf(steps.known, slots, condition), condition)).join(join)}`
}

function conditionSql(column: string, { op, value }: Condition): string {
  if (op === 'empty') return `(${column} IS NULL OR ${column} = '')`
  if (op === 'not empty') return `(${column} IS NOT NULL AND ${column} <> '')`
  if (op === 'contains' || op === 'starts') return `${column} LIKE ? ESCAPE '\\'`
  if (op === 'between') return `${column} BETWEEN ? AND ?`
  const collate = ORDERED.has(op) ? '' : ' COLLATE NOCASE'
  if (op === 'in')
    return `${column}${collate} IN (${asList(value)
      .map(() => '?')
      .join(', ')})`
  return op === '!=' ? `(${column} IS NULL OR ${column} <> ?${collate})` : `${column} ${op} ?${collate}`
}

export function whereParams(steps: TableSteps, slots: JsonObject): Json[] {
  const escaped = (value: Json): string => String(value).replace(/[\\%_]/gu, '\\$&')
  return conditionsOf(slots).flatMap(({ op, value }, index) => {
    if (op === 'empty' || op === 'not empty') return []
    if (op === 'contains') return [`%${escaped(value)}%`]
    if (op === 'starts') return [`${escaped(value)}%`]
    const numeric = kindsOf(steps, index).texts === 0
    return asList<Json>(value).map((one) => (numeric ? (BOOLEANS[String(one).toLowerCase()] ?? one) : one))
  })
}

const BOOLEANS: Readonly<Record<string, number>> = { true: 1, false: 0, yes: 1, no: 0 }

interface Kinds {
  readonly numbers: number
  readonly texts: number
  readonly undated: number
}

function kindsOf({ kinds }: TableSteps, index: number): Kinds {
  const row = asList<JsonObject>(kinds?.['rows'])[0] ?? {}
  return { numbers: Number(row[`n${index}`] ?? 0), texts: Number(row[`t${index}`] ?? 0), undated: Number(row[`d${index}`] ?? 0) }
}

/** SQLite compares anything with anything: `"1,200" > 100` would be true for every text. */
function refuseMisfit({ column, op, value }: Condition, kinds: Kinds, file: string): void {
  if (op === 'empty' || op === 'not empty' || op === 'contains' || op === 'starts') return
  for (const one of asList<Json>(value)) {
    const isNumber = typeof one === 'number'
    if (ORDERED.has(op) && isNumber && kinds.texts > 0)
      throw misfit(
        `Column “${column}” of ${file} has ${plural(kinds.texts, 'value')} that ${kinds.texts === 1 ? 'is' : 'are'} no number, so “${op} ${one}” cannot be decided.`,
      )
    if (ORDERED.has(op) && !isNumber && (!ISO_DATE.test(String(one)) || kinds.numbers > 0 || kinds.undated > 0))
      throw misfit(
        `“${column} ${op} ${String(one)}” cannot be decided: only numbers, and dates written as 2026-01-31 on both sides, have an order.`,
      )
    if (!ORDERED.has(op) && !isNumber && kinds.texts === 0 && kinds.numbers > 0 && BOOLEANS[String(one).toLowerCase()] === undefined)
      throw misfit(`Column “${column}” of ${file} holds numbers, and “${String(one)}” is none.`)
  }
}

function misfit(message: string): RuleError {
  return new RuleError('RULE_STEP_FAILED', message)
}

/** ` where region is North or South and amount > 5`, as it is said in an answer. */
export function whereWords(slots: JsonObject): string {
  const filters = slots['filters']
  const join = isJsonObject(filters) && filters['join'] === 'or' ? ' or ' : ' and '
  const words = conditionsOf(slots).map(({ column, op, value }) =>
    `${column} ${OP_WORDS[op] ?? op} ${asList<Json>(value).join(op === 'between' ? ' and ' : ' or ')}`.trim(),
  )
  return words.length === 0 ? '' : ` where ${words.join(join)}`
}

const OP_WORDS: Readonly<Record<string, string>> = {
  '=': 'is',
  in: 'is',
  '!=': 'is not',
  between: 'is between',
  contains: 'contains',
  starts: 'starts with',
  empty: 'is empty',
  'not empty': 'is not empty',
}
