import { textWidth } from '../text-width.ts'
import { type Line, plainText, span } from './span.ts'

/** The line filled up with spaces to `columns`; a longer one stays as it is. */
export function padLine(line: Line, columns: number, align: 'left' | 'right' = 'left'): Line {
  const missing = columns - textWidth(plainText(line))
  if (missing <= 0) return line
  const fill = span(' '.repeat(missing))
  return align === 'left' ? [...line, fill] : [fill, ...line]
}
