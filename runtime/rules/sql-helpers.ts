import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { columnName, type Filter, sqlName, whereParams, whereSql, whereWords } from './data-helpers.ts'
import { RuleError } from './rule-error.ts'

const AGGREGATES: Readonly<Record<string, string>> = { sum: 'SUM', mean: 'AVG', min: 'MIN', max: 'MAX', median: 'median', stddev: 'stddev' }

export function asList<T = Json>(value: unknown): T[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? ([...value] as T[]) : [value as T]
}

function names(known: JsonObject): string[] {
  return asList<string>(known['columns'])
}

function filtersOf(slots: JsonObject): Filter[] {
  return asList<Filter>(slots['filters'])
}

const where = (known: JsonObject, slots: JsonObject): string => whereSql(names(known), filtersOf(slots), String(slots['file']))
const table = (slots: JsonObject): string => (typeof slots['table'] === 'string' ? sqlName(slots['table']) : 'data')
const real = (known: JsonObject, slots: JsonObject, slot: string): string =>
  columnName(names(known), String(slots[slot]), String(slots['file']))

export function params(slots: JsonObject): Json[] {
  return whereParams(filtersOf(slots))
}

export function conditionWords(slots: JsonObject): string {
  return whereWords(filtersOf(slots))
}

export function countSql(known: JsonObject, slots: JsonObject): string {
  return `SELECT COUNT(*) AS n FROM ${table(slots)}${where(known, slots)}`
}

export function rowsSql(known: JsonObject, slots: JsonObject): string {
  const wanted = asList<string>(slots['columns'])
  const picked = wanted.length === 0 ? '*' : wanted.map((name) => sqlName(columnName(names(known), name, String(slots['file'])))).join(', ')
  const order =
    typeof slots['column'] === 'string'
      ? ` ORDER BY ${sqlName(real(known, slots, 'column'))} IS NULL, ${sqlName(real(known, slots, 'column'))} ${slots['order'] === 'lowest' ? 'ASC' : 'DESC'}`
      : ''
  return `SELECT ${picked} FROM ${table(slots)}${where(known, slots)}${order}`
}

/** One value with what is needed to trust it: how many values went in, and how many are not numbers. */
export function aggregateSql(known: JsonObject, slots: JsonObject): string {
  const column = sqlName(real(known, slots, 'column'))
  return `SELECT ${AGGREGATES[String(slots['measure'])]}(${column}) AS value, ${checks(column)} FROM ${table(slots)}${where(known, slots)}`
}

export function groupSql(known: JsonObject, slots: JsonObject): string {
  const group = sqlName(real(known, slots, 'group'))
  if (slots['measure'] === undefined || slots['measure'] === null)
    return `SELECT ${group} AS "group", COUNT(*) AS value, 0 AS bad FROM ${table(slots)}${where(known, slots)} GROUP BY 1 ORDER BY 2 DESC, 1`
  const column = sqlName(real(known, slots, 'column'))
  return `SELECT ${group} AS "group", ${AGGREGATES[String(slots['measure'])]}(${column}) AS value, ${checks(column)} FROM ${table(slots)}${where(known, slots)} GROUP BY 1 ORDER BY 2 DESC, 1`
}

function checks(column: string): string {
  return `COUNT(${column}) AS n, SUM(typeof(${column}) = 'text') AS bad, COUNT(*) AS row_count`
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
  if (result['truncated'] === true) throw new RuleError('RULE_STEP_FAILED', 'There are more groups than can be shown.')
  return rows
}

/** The rows of a table file, or of a JSON object as name and value. */
export function objectRows(value: Json): JsonObject[] {
  return isJsonObject(value) ? Object.entries(value).map(([key, item]) => ({ key, value: item })) : []
}
