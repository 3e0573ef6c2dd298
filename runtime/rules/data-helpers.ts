import type { Json, JsonObject } from '../../src/kernel/json.ts'
import { cell } from './format.ts'
import { RuleError } from './rule-error.ts'

const plain = (name: string): string => name.toLowerCase().replace(/[\s_.-]+/gu, '')

/** The real name of a column, found without regard to case, blanks and underscores. A wrong one fails and lists what there is. */
export function columnName(names: readonly string[], wanted: string, where: string, noun = 'column'): string {
  const exact = names.find((name) => name === wanted) ?? unique(names, (name) => name.toLowerCase() === wanted.toLowerCase())
  const found =
    exact ??
    unique(names, (name) => plain(name) === plain(wanted)) ??
    unique(names, (name) => plain(name) === plain(wanted).replace(/s$/u, '') || `${plain(wanted)}s` === plain(name))
  if (found === undefined)
    throw new RuleError('RULE_STEP_FAILED', `${where} has no ${noun} “${wanted}”. Its ${noun}s: ${names.join(', ')}.`)
  return found
}

function unique(names: readonly string[], fits: (name: string) => boolean): string | undefined {
  const found = names.filter(fits)
  return found.length === 1 ? found[0] : undefined
}

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function toCsv(names: readonly string[], rows: readonly JsonObject[]): string {
  const quote = (value: Json | undefined): string => {
    const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
    return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `${[names.map(quote).join(','), ...rows.map((row) => names.map((name) => quote(row[name])).join(','))].join('\n')}\n`
}

/** The least used words first are no help: distinct values of a column with their share. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(1)} %`
}

/** All rows, or a failure: nothing is computed or converted from a part. */
export function allRows(result: JsonObject, what: string): JsonObject[] {
  if (result['truncated'] === true)
    throw new RuleError('RULE_STEP_FAILED', `${what} has more rows than can be taken at once, so the answer would be incomplete.`)
  return Array.isArray(result['rows']) ? (result['rows'] as JsonObject[]) : []
}

export function rowsTable(names: readonly string[], rows: readonly JsonObject[]): Json[][] {
  return [[...names], ...rows.map((row) => names.map((name) => cell(row[name])))]
}
