const MAX_WORDS = 64

/** `a{b,c}d` -> `abd acd`, nested too. null when it is a sequence (`{1..3}`) or too many. Quoted characters are masked before. */
export function expandBraces(text: string): string[] | null {
  const group = findGroup(text)
  if (group === undefined) return /\{[^{}]*\.\.[^{}]*\}/.test(text) ? null : [text]
  const words: string[] = []
  for (const option of group.options) {
    const inner = expandBraces(group.before + option + group.after)
    if (inner === null || words.length + inner.length > MAX_WORDS) return null
    words.push(...inner)
  }
  return words
}

interface Group {
  readonly before: string
  readonly options: readonly string[]
  readonly after: string
}

// The first brace that has its partner and a comma between: bash takes the others as they stand.
function findGroup(text: string): Group | undefined {
  for (let open = text.indexOf('{'); open !== -1; open = text.indexOf('{', open + 1)) {
    const options = readOptions(text, open)
    if (options) return { before: text.slice(0, open), options: options.parts, after: text.slice(options.end) }
  }
  return undefined
}

function readOptions(text: string, open: number): { parts: string[]; end: number } | undefined {
  const parts: string[] = []
  let depth = 0
  let start = open + 1
  for (let at = open + 1; at < text.length; at++) {
    const char = text[at]
    if (char === '{') depth++
    else if (char === '}' && depth > 0) depth--
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    } else if (char === '}') return parts.length > 0 ? { parts: [...parts, text.slice(start, at)], end: at + 1 } : undefined
  }
  return undefined
}
