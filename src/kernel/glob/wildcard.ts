/** One element of a pattern for one path component. */
export type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] }

/** `*`, `?`, `[a-z]`, `[!a]` and `\x` for one component. An unclosed bracket is a plain character. */
export function parseWildcard(text: string): Token[] {
  const tokens: Token[] = []
  const chars = Array.from(text)
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] as string
    if (char === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' })
    } else if (char === '?') tokens.push({ kind: 'any' })
    else if (char === '\\' && i + 1 < chars.length) {
      i += 1
      tokens.push({ kind: 'char', char: chars[i] as string })
    } else if (char === '[') {
      const found = parseClass(chars, i)
      tokens.push(found?.token ?? { kind: 'char', char })
      i = found?.end ?? i
    } else tokens.push({ kind: 'char', char })
  }
  return tokens
}

function parseClass(chars: readonly string[], start: number): { token: Token; end: number } | undefined {
  const negated = chars[start + 1] === '!' || chars[start + 1] === '^'
  const first = start + (negated ? 2 : 1)
  // A bracket right at the start is a member.
  const end = chars.indexOf(']', first + 1)
  if (end === -1) return undefined
  const ranges: [string, string][] = []
  for (let i = first; i < end; i += 1) {
    const low = chars[i] as string
    const high = chars[i + 2]
    if (chars[i + 1] === '-' && i + 2 < end && high !== undefined) {
      ranges.push([low, high])
      i += 2
    } else ranges.push([low, low])
  }
  return { token: { kind: 'class', negated, ranges }, end }
}

/** In time pattern x text, whatever the pattern: going back to the last star only is enough. */
export function matchesWildcard(tokens: readonly Token[], text: string): boolean {
  const chars = Array.from(text)
  return greedyMatch({ length: tokens.length, isStar: (i) => tokens[i]?.kind === 'star' }, chars.length, (i, j) =>
    fits(tokens[i] as Token, chars[j] as string),
  )
}

function fits(token: Token, char: string): boolean {
  if (token.kind === 'char') return token.char === char
  if (token.kind === 'class') return token.ranges.some(([low, high]) => low <= char && char <= high) !== token.negated
  return true
}

/** The matching of a sequence with stars (zero or more), for characters as well as for path components. */
export function greedyMatch(
  pattern: { readonly length: number; isStar(i: number): boolean },
  length: number,
  fitsAt: (patternIndex: number, index: number) => boolean,
): boolean {
  let i = 0
  let star = -1
  let resume = 0
  for (let j = 0; j < length; ) {
    if (i < pattern.length && pattern.isStar(i)) {
      star = i
      resume = j
      i += 1
    } else if (i < pattern.length && fitsAt(i, j)) {
      i += 1
      j += 1
    } else if (star !== -1) {
      resume += 1
      i = star + 1
      j = resume
    } else return false
  }
  while (i < pattern.length && pattern.isStar(i)) i += 1
  return i === pattern.length
}
