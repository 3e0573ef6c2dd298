import { padText, textWidth } from '../../text-width.ts'
import type { Line, Span } from '../span.ts'

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const ELLIPSIS = '…'

/** Columns that a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + textWidth(text), 0)
}

/** The line in at most `columns`; what is cut is marked by an ellipsis. */
export function cutLine(line: Line, columns: number): Line {
  if (lineWidth(line) <= columns) return line
  if (columns <= 0) return []
  const [first = []] = breakLine(line, columns - 1)
  return [...first, { text: ELLIPSIS, as: first.at(-1)?.as ?? 'plain' }]
}

/** The line cut or filled up to exactly `columns`. */
export function padLine(line: Line, columns: number, align: 'left' | 'right' = 'left'): Line {
  const cut = cutLine(line, columns)
  const fill = padText('', columns - lineWidth(cut))
  if (fill === '') return cut
  return align === 'left' ? [...cut, { text: fill, as: 'plain' }] : [{ text: fill, as: 'plain' }, ...cut]
}

/** Rows of at most `columns`: broken between words, and inside of a word that is longer than a row. At least one row. */
export function wrapLine(line: Line, columns: number): Line[] {
  if (lineWidth(line) <= columns) return [line]
  return breakLine(line, Math.max(1, columns), true)
}

// One grapheme after the other, so that neither a wide character nor a combining mark is torn.
function breakLine(line: Line, columns: number, atWords = false): Line[] {
  const rows: Span[][] = [[]]
  let width = 0
  const put = (text: string, as: Span['as'], wide: number): void => {
    const row = rows.at(-1) ?? []
    const last = row.at(-1)
    if (last?.as === as) row[row.length - 1] = { text: last.text + text, as }
    else row.push({ text, as })
    width += wide
  }
  const next = (): void => {
    rows.push([])
    width = 0
  }
  for (const { text, as } of line)
    for (const piece of atWords ? text.split(/(?<= )/) : [text]) {
      const word = textWidth(piece.trimEnd())
      if (atWords && width > 0 && width + word > columns && word <= columns) next()
      for (const { segment } of SEGMENTER.segment(piece)) {
        const wide = textWidth(segment)
        if (width + wide > columns && segment !== ' ') next()
        if (width + wide <= columns) put(segment, as, wide)
      }
    }
  return rows
}
