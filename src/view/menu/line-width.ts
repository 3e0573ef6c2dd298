import { textWidth } from '../text-width.ts'
import { type Line, plainText } from './span.ts'

/** Columns that a line takes. */
export function lineWidth(line: Line): number {
  return textWidth(plainText(line))
}
