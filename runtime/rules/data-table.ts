import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { allRows } from './data-helpers.ts'
import { RuleError } from './rule-error.ts'

/** A whole table with its values as they are: a JSON file is read as such, since SQL has no booleans and no nested values. */
export function dataTable(steps: JsonObject, file: string): { columns: string[]; rows: JsonObject[] } {
  const read = steps['read']
  if (!isJsonObject(read)) return { columns: asList<string>(columnsOf(steps['rows'])), rows: allRows(steps['rows'] as JsonObject, file) }
  if (read['truncated'] === true) throw new RuleError('RULE_STEP_FAILED', `${file} is too large to be converted at once.`)
  const rows = rowsOf(String(read['content']), file)
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows }
}

function columnsOf(result: Json | undefined): Json | undefined {
  return isJsonObject(result) ? result['columns'] : undefined
}

function rowsOf(text: string, file: string): JsonObject[] {
  const values = /\.json$/iu.test(file)
    ? arrayOf(text, file)
    : text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parsed(line, file)]))
  return values.map((value) => {
    if (!isJsonObject(value)) throw new RuleError('RULE_STEP_FAILED', `${file} holds something that is no object: it is no table.`)
    return value
  })
}

function arrayOf(text: string, file: string): Json[] {
  const value = parsed(text, file)
  if (!Array.isArray(value)) throw new RuleError('RULE_STEP_FAILED', `${file} holds no list at its top: it is no table.`)
  return value
}

function parsed(text: string, file: string): Json {
  const result = tryParseJson(text.replace(/^\ufeff/u, ''))
  if (!result.ok) throw new RuleError('RULE_STEP_FAILED', `${file} is not valid JSON: ${result.reason}`)
  return result.value
}
