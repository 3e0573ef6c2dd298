import type { Vocabulary } from './vocabulary.ts'

const UNKNOWN_ID = 100
const MAX_WORD_CHARACTERS = 100
const CONTROL = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/gu
const ACCENT = /\p{Mn}/gu
/** Han characters are words of their own; punctuation too, which for BERT is all of ASCII that is neither letter nor digit. */
const WORD =
  /[\u{4e00}-\u{9fff}\u{3400}-\u{4dbf}\u{20000}-\u{2ceaf}\u{f900}-\u{faff}\u{2f800}-\u{2fa1f}\p{P}$+<=>^`|~]|[^\s\u{4e00}-\u{9fff}\u{3400}-\u{4dbf}\u{20000}-\u{2ceaf}\u{f900}-\u{faff}\u{2f800}-\u{2fa1f}\p{P}$+<=>^`|~]+/gu

/** Uncased BERT WordPiece without special tokens: the ids of at most `limit` pieces. */
export function tokenize(text: string, vocabulary: Vocabulary, limit: number): number[] {
  const ids: number[] = []
  for (const [word] of normalise(text).matchAll(WORD)) {
    ids.push(...wordPieces(word, vocabulary))
    if (ids.length >= limit) return ids.slice(0, limit)
  }
  return ids
}

function normalise(text: string): string {
  const plain = isAscii(text) ? text : text.replace(CONTROL, '').normalize('NFD').replace(ACCENT, '')
  return plain.replace(CONTROL, '').toLowerCase()
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false
  return true
}

/** Greedy: the longest piece first; a word with a part that no piece covers is unknown as a whole. */
function wordPieces(word: string, vocabulary: Vocabulary): number[] {
  if ([...word].length > MAX_WORD_CHARACTERS) return [UNKNOWN_ID]
  const bytes = Buffer.from(word)
  const ids: number[] = []
  for (let start = 0; start < bytes.length; ) {
    const piece = vocabulary.longest(bytes, start, start > 0)
    if (piece === undefined) return [UNKNOWN_ID]
    ids.push(piece.id)
    start = piece.end
  }
  return ids
}
