import type { Json } from '../../src/kernel/json.ts'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** 31200 -> `31.2 kB`; decimal units, as the size limits of people are. */
export function bytes(count: number): string {
  let value = count
  let unit = 0
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return unit === 0 ? `${count} ${count === 1 ? 'byte' : 'bytes'}` : `${value.toFixed(1)} ${UNITS[unit]}`
}

/** 12345.6789 -> `12,345.6789`, and 1262 as it is: at most six digits behind the point. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const [whole = '', fraction] = String(Number(value.toFixed(6))).split('.')
  if (/e/u.test(whole + (fraction ?? ''))) return String(value)
  const grouped = /\d{5}/u.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/gu, ',') : whole
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** `plural(2, 'file')` -> `2 files`, `plural(0, 'match', 'matches')` -> `0 matches`. */
export function plural(count: number, one: string, many?: string): string {
  return `${number(count)} ${count === 1 ? one : (many ?? `${one}s`)}`
}

export function sentence(text: string): string {
  const clean = text.replace(/ +/gu, ' ').trim()
  return clean.charAt(0).toUpperCase() + clean.slice(1)
}

/** Rows of cells as aligned columns; numbers to the right, their units below each other. */
export function columns(rows: readonly (readonly Json[])[], indent = '  '): string {
  const texts = withAlignedUnits(rows.map((row) => row.map(cell)))
  const widths = texts.reduce<number[]>((sizes, row) => row.map((text, index) => Math.max(sizes[index] ?? 0, text.length)), [])
  const right = widths.map((_, index) => texts.every((row) => isNumeric(row[index]?.trimEnd())))
  return texts
    .map((row) =>
      (
        indent + row.map((text, index) => (right[index] ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0))).join('  ')
      ).trimEnd(),
    )
    .join('\n')
}

/** `1 file` gets as wide a unit as `7 files`. */
function withAlignedUnits(rows: string[][]): string[][] {
  const unit = (text: string): number => (isNumeric(text) ? text.length - text.search(/( |$)/u) : 0)
  const widths = rows.reduce<number[]>((sizes, row) => row.map((text, index) => Math.max(sizes[index] ?? 0, unit(text))), [])
  return rows.map((row) => row.map((text, index) => (isNumeric(text) ? text + ' '.repeat((widths[index] ?? 0) - unit(text)) : text)))
}

function isNumeric(value: Json | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^[-+]?[\d,]+(\.\d+)?( ([a-z]+|[kMGT]B|%))?$/u.test(value))
}

export function cell(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(Number(value.toFixed(6)))
  return typeof value === 'string' ? value.replace(/\s*[\r\n]+\s*/gu, ' ') : JSON.stringify(value)
}

/** Rows of objects as a Markdown table. */
export function markdownTable(names: readonly string[], rows: readonly Record<string, Json>[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  const right = names.map((name) => rows.length > 0 && rows.every((row) => typeof row[name] === 'number' || row[name] === null))
  return [
    line(names),
    line(right.map((isRight) => (isRight ? '---:' : '---'))),
    ...rows.map((row) => line(names.map((name) => cell(row[name])))),
  ].join('\n')
}

/** One argument for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@%+,=-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
