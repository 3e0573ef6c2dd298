import { visibleText } from '../../../../src/view/shown-text.ts'

export interface TextRow {
  /** From 1; undefined: it goes on from the row before. */
  readonly line: number | undefined
  readonly text: string
}

/** A longer line is shown in pieces: a browser lays out one of a megabyte for seconds. */
const PIECE = 2000

/** A text as rows to be shown, every character visible. The empty line after the last newline is none. */
export function textRows(text: string): TextRow[] {
  const lines = visibleText(text.replaceAll('\r\n', '\n')).split('\n')
  if (lines.length > 1 && lines.at(-1) === '') lines.pop()
  return lines.flatMap((line, index) =>
    pieces(line).map((piece, part): TextRow => ({ line: part === 0 ? index + 1 : undefined, text: piece })),
  )
}

function pieces(line: string): string[] {
  if (line.length <= PIECE) return [line]
  const found: string[] = []
  for (let at = 0; at < line.length; ) {
    // Not between the halves of a pair.
    const end = isHigh(line.charCodeAt(at + PIECE - 1)) ? at + PIECE - 1 : at + PIECE
    found.push(line.slice(at, end))
    at = end
  }
  return found
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
