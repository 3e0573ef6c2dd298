import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { codeAnswer } from './code-answer.ts'
import { allRows, columnName, rowsTable, share, sqlName, toCsv } from './data-helpers.ts'
import { dataTable } from './data-table.ts'
import { countAnswer, folderAnswer, folderRanking, lineRanking, rankedAnswer } from './file-answers.ts'
import { entryLimit, fileSet } from './file-set.ts'
import { fileTree } from './file-tree.ts'
import { fileWords, ignoredNote, joined, ranked, scopeWords } from './file-words.ts'
import { filterKindsSql, whereParams, whereWords } from './filters.ts'
import { bytes, cell, columns, markdownTable, number, plural, sentence, shellQuote } from './format.ts'
import { gitAuthor, gitAuthors, gitLog, gitStatus, outputLines } from './git-helpers.ts'
import { languages } from './languages.ts'
import { lineDiff } from './line-diff.ts'
import { organizeMoves, organizeTargets } from './organize.ts'
import { keyFiles, projectOverview, readableKeyFiles } from './project-overview.ts'
import { RuleError } from './rule-error.ts'
import { hitsAnswer, occurrencesAnswer, todoAnswer, wordPattern } from './search-answers.ts'
import { aggregateSql, checked, countSql, groupSql, orderCheckSql, ordered, rowsSql } from './sql-helpers.ts'
import { summarize } from './summarize.ts'
import { day, gitTime } from './time-window.ts'

// biome-ignore lint/suspicious/noExplicitAny: JSONata passes whatever an expression gives; each helper checks or reads defensively.
type Helper = (...args: any[]) => unknown

/** What recipes may call in their expressions, by name. A list of one may arrive as its only member: `asList` puts it back. */
export const HELPERS: Readonly<Record<string, Helper>> = {
  bytes,
  num: (value: Json) => (typeof value === 'number' ? number(value) : cell(value)),
  plural,
  sentence,
  // JSONata's own $trim also joins the lines.
  strip: (text: string) => text.trim(),
  trimEnd: (text: string) => text.replace(/[\r\n]+$/u, ''),
  day,
  q: shellQuote,
  columns: (rows: Json) => columns(gridOf(asList<Json>(rows))),
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
  sections: (names: Json, texts: Json) => sections(asList<string>(names), asList<string>(texts)),
  fileSet,
  entryLimit,
  fileWords,
  scopeWords,
  ranked: (entries: Json, order: string) => ranked(asList(entries) as Parameters<typeof ranked>[0], order),
  paths: (entries: Json) => asList<JsonObject>(entries).map((entry) => entry['path']),
  countAnswer,
  codeAnswer,
  hitsAnswer,
  occurrencesAnswer,
  todoAnswer,
  wordPattern,
  words: (text: string) => (text.match(/\S+/gu) ?? []).length,
  lineRanking,
  rankedAnswer,
  folderAnswer,
  folderRanking,
  fileTree,
  ignoredNote,
  joined: (words: Json) => joined(asList<string>(words)),
  first: (items: Json, count: number) => asList<Json>(items).slice(0, count),
  complete,
  languages: (stats: JsonObject, codeOnly: boolean) => languages(asList<JsonObject>(stats['by_extension']), codeOnly),
  summarize,
  diff: lineDiff,
  gitStatus: (result: JsonObject) => gitStatus(whole(result)),
  gitLog: (result: JsonObject) => gitLog(whole(result)),
  gitAuthors: (result: JsonObject) => gitAuthors(whole(result)),
  outputLines: (result: JsonObject) => outputLines(whole(result)),
  gitAuthor: (author: Json, me: Json) => gitAuthor(author, me),
  gitTime: (age: Json) => gitTime(age),
  moves: organizeMoves,
  organizeTargets,
  keyFiles,
  readableKeyFiles,
  overview: (list: JsonObject, stats: JsonObject, read: Json, folder: string) => projectOverview({ list, stats, read, folder }),
  column: (names: Json, wanted: string, where: string) => columnName(asList<string>(names), wanted, where),
  tableName: (names: Json, wanted: string, where: string) => columnName(asList<string>(names), wanted, where, 'table'),
  sqlName,
  share,
  allRows,
  aggregateSql,
  countSql,
  groupSql,
  rowsSql,
  filterKindsSql,
  params: whereParams,
  conditions: whereWords,
  checked,
  orderCheckSql,
  ordered,
  parseJson: readJson,
  dataTable,

  member,
  resultText,
  fail: (message: string) => {
    throw new RuleError('RULE_STEP_FAILED', message)
  },
}

/** Several texts, each under its name; one alone as it is. */
function sections(names: readonly string[], texts: readonly string[]): string {
  if (texts.length < 2) return texts[0] ?? ''
  return texts.map((text, index) => `${names[index] ?? ''}\n${text}`).join('\n\n')
}

/** The output of a command, or a failure: nothing is read out of a part. */
function whole(result: JsonObject): string {
  if (result['truncated'] === true) throw new RuleError('RULE_STEP_FAILED', 'The command printed more than can be taken at once.')
  return String(result['stdout'] ?? '')
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
