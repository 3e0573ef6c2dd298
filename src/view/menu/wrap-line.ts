import { rowStarts } from '../row-starts.ts'
import { type Line, plainText, type Span } from './span.ts'

/** Lines of at most `columns` (2 or more). Nothing is left out, so the lines joined are the line: what a person is asked to allow can be shown this way. */
export function wrapLine(line: Line, columns: number): Line[] {
  const starts = rowStarts(plainText(line), columns)
  return starts.length === 1 ? [line] : starts.map((start, index) => part(line, start, starts[index + 1]))
}

function part(line: Line, from: number, to = Number.POSITIVE_INFINITY): Line {
  const found: Span[] = []
  let at = 0
  for (const { text, as } of line) {
    const piece = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (piece !== '') found.push({ text: piece, as })
    at += text.length
    if (at >= to) break
  }
  return found
}
