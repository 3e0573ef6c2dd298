// Made on first use: ICU's tables take 9 ms.
let segmenter: Intl.Segmenter | undefined

const PIECE = 256

// Printable ASCII, letters of Latin and Cyrillic, and the marks that claw draws with: one column each, and none of them joins another.
const SIMPLE = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u2010-\u2027\u2190-\u21ff\u2500-\u25fc\u2713\u2717\u2800-\u28ff]*$/

/** Whether each character is a grapheme cluster of its own that takes one column. */
export function isSimple(text: string): boolean {
  return SIMPLE.test(text)
}

/** What a person takes for one character: letters with their marks, emoji sequences and flags stay whole. */
export function graphemes(text: string): Iterable<string> {
  return isSimple(text) ? text : clusters(text)
}

/** The cluster that holds the character at `offset`, whose cost does not grow with the text. */
export function clusterAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const found = segments(text).containing(offset)
  return found === undefined ? { start: offset, end: offset } : { start: found.index, end: found.index + found.segment.length }
}

// Piece by piece: each step of the iterator costs what its whole text is long. The last cluster of a piece may go on in the next one.
function* clusters(text: string): Iterable<string> {
  let [at, size] = [0, PIECE]
  while (at < text.length) {
    const piece = text.slice(at, at + size)
    const found = Array.from(segments(piece), ({ segment }) => segment)
    const whole = at + size >= text.length ? found : found.slice(0, -1)
    yield* whole
    at += whole.reduce((sum, { length }) => sum + length, 0)
    size = whole.length === 0 ? size * 2 : PIECE
  }
}

function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}
