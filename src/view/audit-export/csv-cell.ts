import { visibleLine } from '../../kernel/visible-text.ts'

// A spreadsheet runs a cell that begins like this as a formula (CWE-1236); a leading quote makes it text.
const FORMULA = /^[\s]*[=+\-@＝＋－＠|%]/

/** A value as a cell of RFC 4180: on one line, always quoted, never a formula. */
export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  const text = visibleLine(value ?? '')
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
