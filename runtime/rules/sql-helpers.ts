import type { JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { columnName, sqlName } from './data-helpers.ts'
import { type TableSteps, whereSql } from './filters.ts'
import { plural } from './format.ts'
import { RuleError } from './rule-error.ts'

const AGGREGATES: Readonly<Record<string, string>> = { sum: 'SUM', mean: 'AVG', min: 'MIN', max: 'MAX', median: 'median', stddev: 'stddev' }

function names(known: JsonObject): string[] {
  return asList<string>(known['columns'])
}

const table = (slots: JsonObject): string => (typeof slots['table'] === 'string' ? sqlName(slots['table']) : 'data')
const real = (known: JsonObject, slots: JsonObject, slot: string): string =>
  columnName(names(known), String(slots[slot]), String(slots['file']))

export function countSql(steps: TableSteps, slots: JsonObject): string {
  return `SELECT COUNT(*) AS n FROM ${table(slots)}${whereSql(steps, slots)}`
}

export function rowsSql(steps: TableSteps, slots: JsonObject): string {
  const { known } = steps
  const wanted = asList<string>(slots['columns'])
  const picked = wanted.length === 0 ? '*' : wanted.map((name) => sqlName(columnName(names(known), name, String(slots['file'])))).join(', ')
  const order =
    typeof slots['column'] === 'string'
      ? ` ORDER BY ${sqlName(real(known, slots, 'column'))} IS NULL, ${sqlName(real(known, slots, 'column'))} ${slots['order'] === 'lowest' ? 'ASC' : 'DESC'}`
      : ''
  return `SELECT ${picked} FROM ${table(slots)}${whereSql(steps, slots)}${order}`
}

/** One value with what is needed to trust it: how many values went in, and how many are not numbers. */
export function aggregateSql(steps: TableSteps, slots: JsonObject): string {
  const column = sqlName(real(steps.known, slots, 'column'))
  return `SELECT ${AGGREGATES[String(slots['measure'])]}(${column}) AS value, ${checks(column)} FROM ${table(slots)}${whereSql(steps, slots)}`
}

export function groupSql(steps: TableSteps, slots: JsonObject): string {
  const { known } = steps
  const group = sqlName(real(known, slots, 'group'))
  if (slots['measure'] === undefined || slots['measure'] === null)
    return `SELECT ${group} AS "group", COUNT(*) AS value, 0 AS bad FROM ${table(slots)}${whereSql(steps, slots)} GROUP BY 1 ORDER BY 2 DESC, 1`
  const column = sqlName(real(known, slots, 'column'))
  return `SELECT ${group} AS "group", ${AGGREGATES[String(slots['measure'])]}(${column}) AS value, ${checks(column)} FROM ${table(slots)}${whereSql(steps, slots)} GROUP BY 1 ORDER BY 2 DESC, 1`
}

function checks(column: string): string {
  return `COUNT(${column}) AS n, SUM(typeof(${column}) = 'text') AS bad, SUM(${unclear(column)}) AS unclear, COUNT(*) AS row_count`
}

/** Texts that look like amounts ("$5", "1,200"): as texts they have another order than as numbers. Dates like 2026-01-31 are fine. */
function unclear(column: string): string {
  return `typeof(${column}) = 'text' AND ${column} GLOB '[-+0-9$€£]*' AND ${column} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'`
}

/** How many values of the column to sort by have no clear order. */
export function orderCheckSql(known: JsonObject, slots: JsonObject): string {
  return `SELECT SUM(${unclear(sqlName(real(known, slots, 'column')))}) AS unclear FROM ${table(slots)}`
}

/** The rows in order, or a failure when their order is not clear. */
export function ordered(result: JsonObject, check: JsonObject, slots: JsonObject): JsonObject[] {
  refuseUnclear(asList<JsonObject>(check['rows']), slots)
  return asList<JsonObject>(result['rows'])
}

function refuseUnclear(rows: readonly JsonObject[], slots: JsonObject): void {
  const count = rows.reduce((sum, row) => sum + Number(row['unclear'] ?? 0), 0)
  if (count === 0) return
  throw new RuleError(
    'RULE_STEP_FAILED',
    `Column “${String(slots['column'])}” of ${String(slots['file'])} has ${plural(count, 'value')} written as text with signs or separators, so ${count === 1 ? 'its' : 'their'} order as numbers is not known.`,
  )
}

/** Rows of an aggregate, or a failure when values are not numbers: SQLite would count them as 0. */
export function checked(result: JsonObject, slots: JsonObject): JsonObject[] {
  const rows = asList<JsonObject>(result['rows'])
  const bad = rows.reduce((sum, row) => sum + Number(row['bad'] ?? 0), 0)
  const orders = slots['measure'] === 'min' || slots['measure'] === 'max'
  if (bad > 0 && !(orders && rows.every((row) => Number(row['bad'] ?? 0) === Number(row['n']))))
    throw new RuleError(
      'RULE_STEP_FAILED',
      `Column “${String(slots['column'])}” of ${String(slots['file'])} has ${bad} value${bad === 1 ? '' : 's'} that ${bad === 1 ? 'is' : 'are'} no number, so its ${String(slots['measure'])} would be wrong.`,
    )
  if (orders) refuseUnclear(rows, slots)
  if (result['truncated'] === true) throw new RuleError('RULE_STEP_FAILED', 'There are more groups than can be shown.')
  return rows
}
