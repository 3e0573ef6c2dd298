const LONG_WORD = 6
const LETTERS_PER_TOKEN = 4

/**
 * About how many tokens a text is. Near what the byte-pair tables of current models give for prose, code, JSON and scripts other than Latin (within a
 * quarter for most, up to twice too much where a newer table packs a script better); exact for none, so keep a margin.
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  let letters = 0
  let lower = false
  const endWord = (): void => {
    if (letters > 0) tokens += letters <= LONG_WORD ? 1 : letters / LETTERS_PER_TOKEN
    letters = 0
  }
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const isLower = code > 96 && code < 123
    const isUpper = code > 64 && code < 91
    // A hump of camelCase, or of base64, begins a new piece.
    if (!isLower && (!isUpper || lower)) endWord()
    lower = isLower
    if (isLower || isUpper) letters += 1
    else tokens += weightOf(code)
  }
  endWord()
  return Math.ceil(tokens)
}

function weightOf(code: number): number {
  if (code === 32) return 0.1
  if (code < 32) return 0.5
  if (code >= 48 && code < 58) return 0.6
  if (code < 128) return 0.8
  return code < 0x800 ? 0.8 : 1.2
}
