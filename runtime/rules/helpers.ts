import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../src/kernel/json.ts'
import { allRows, columnName, rowsTable, share, sqlName, toCsv } from './data-helpers.ts'
import { day, entryLimit, fileSet, fileWords, pathsOf, ranked, scopeWords } from './file-helpers.ts'
import { bytes, cell, columns, markdownTable, number, plural, sentence, shellQuote } from './format.ts'
import { gitAuthors, gitLog, gitStatus, outputLines } from './git-helpers.ts'
import { languages } from './languages.ts'
import { lineDiff } from './line-diff.ts'
import { organizeMoves } from './organize.ts'
import { keyFiles, projectOverview, readableKeyFiles } from './project-overview.ts'
import { RuleError } from './rule-error.ts'
import { aggregateSql, asList, checked, conditionWords, countSql, groupSql, objectRows, params, rowsSql } from './sql-helpers.ts'
import { summarize } from './summarize.ts'

// biome-ignore lint/suspicious/noExplicitAny: JSONata passes whatever an expression gives; each helper checks or reads defensively.
type Helper = (...args: any[]) => unknown

/** What recipes may call in their expressions, by name. A list of one may arrive as its only member: `asList` puts it back. */
export const HELPERS: Readonly<Record<string, Helper>> = {
  bytes,
  num: (value: Json) => (typeof value === 'number' ? number(value) : cell(value)),
  plural,
  sentence,
  trimEnd: (text: string) => text.replace(/[\r\n]+$/u, ''),
  day,
  q: shellQuote,
  columns: (rows: Json) => columns(gridOf(asList(rows))),
  table: (names: Json, rows: Json) => markdownTable(asList<string>(names), asList<JsonObject>(rows)),
  grid: (names: Json, rows: Json) => columns(rowsTable(asList<string>(names), asList<JsonObject>(rows))),
  csv: (names: Json, rows: Json) => toCsv(asList<string>(names), asList<JsonObject>(rows)),
  json: (value: Json) => JSON.stringify(value, null, 2),
  jsonRows: (rows: Json) => `${JSON.stringify(asList(rows), null, 2)}\n`,
  bullets: (items: Json) =>
    asList<string>(items)
      .map((item) => `  ${item}`)
      .join('\n'),
  list: (value: Json) => asList(value),
  fileSet,
  entryLimit,
  fileWords,
  scopeWords,
  ranked: (entries: Json, order: string) => ranked(asList(entries) as Parameters<typeof ranked>[0], order),
  paths: (entries: Json) => pathsOf(asList(entries) as Parameters<typeof pathsOf>[0]),
  first: (items: Json, count: number) => asList(items).slice(0, count),
  complete,
  languages: (stats: JsonObject, codeOnly: boolean) => languages(asList<JsonObject>(stats['by_extension']), codeOnly),
  summarize,
  diff: lineDiff,
  gitStatus,
  gitLog,
  gitAuthors,
  outputLines,
  moves: organizeMoves,
  keyFiles,
  readableKeyFiles,
  overview: (list: JsonObject, stats: JsonObject, read: Json, folder: string) => projectOverview({ list, stats, read, folder }),
  column: (names: Json, wanted: string, where: string) => columnName(asList<string>(names), wanted, where),
  sqlName,
  share,
  allRows,
  aggregateSql,
  countSql,
  groupSql,
  rowsSql,
  params,
  conditions: conditionWords,
  checked,
  objectRows,
  parseJson: readJson,
  member,
  resultText,
  fail: (message: string) => {
    throw new RuleError('RULE_STEP_FAILED', message)
  },
}

/** A single row comes out of `$map` as its cells. */
function gridOf(rows: Json[]): Json[][] {
  return rows.every((row) => Array.isArray(row)) ? rows : [rows]
}

function complete(list: JsonObject, what: string): JsonObject {
  if (list['truncated'] === true)
    throw new RuleError('RULE_STEP_FAILED', `${what} cannot be told: there is more than can be looked at at once.`)
  return list
}

function readJson(text: string, path: string): Json {
  const parsed = tryParseJson(text)
  if (!parsed.ok) throw new RuleError('RULE_STEP_FAILED', `${path} is not valid JSON: ${parsed.reason}`)
  return parsed.value
}

/** `scripts.build` or `files[0]` of a JSON value; a wrong name fails and lists what there is. */
function member(value: Json, path: string, where: string): Json {
  let at = value
  for (const key of path.split(/[.[\]]+/u).filter((part) => part !== '')) {
    const inside = Array.isArray(at) ? at[Number(key)] : isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
    if (inside === undefined)
      throw new RuleError(
        'RULE_STEP_FAILED',
        `${where} has no “${path}”.${isJsonObject(at) ? ` There is: ${Object.keys(at).slice(0, 30).join(', ')}.` : ''}`,
      )
    at = inside
  }
  return at
}

/** What the named clauses answered, in their order: the content to save rather than the words around it. */
function resultText(inputs: JsonObject, order: Json): string {
  const texts = asList<string>(order).map((id) => {
    const result = inputs[id]
    if (!isJsonObject(result))
      return typeof result === 'string' ? result : result === undefined ? missing(id) : JSON.stringify(result, null, 2)
    const content = result['content'] ?? result['text']
    return typeof content === 'string' ? content : JSON.stringify(result, null, 2)
  })
  return `${texts.join('\n\n').replace(/\n+$/u, '')}\n`
}

function missing(id: string): never {
  throw new RuleError('RULE_STEP_FAILED', `The result of ${id} did not arrive.`)
}
