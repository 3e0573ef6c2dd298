import { textWidth } from '../text-width.ts'
import { type Line, span } from './span.ts'
import { wrapLine } from './wrap-line.ts'

const MAX_LABEL = 24

/** As wrapLine; but what follows a label (a first span that ends in a space) goes on below itself, where there is room for that. */
export function wrapFact(line: Line, columns: number): Line[] {
  const [label, ...rest] = line
  const width = textWidth(label?.text ?? '')
  const whole = wrapLine(line, columns)
  if (label === undefined || whole.length === 1 || !isLabel(label.text) || columns < 3 * width) return whole
  return wrapLine(rest, columns - width).map((row, index) => [index === 0 ? label : span(' '.repeat(width)), ...row])
}

function isLabel(text: string): boolean {
  return text.length <= MAX_LABEL && /^\S.* $/.test(text)
}
