// Made on first use: ICU's tables take 9 ms.
let segmenter: Intl.Segmenter | undefined

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

function* clusters(text: string): Iterable<string> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) yield segment
}
