/** Says which of some lines fit. `close` ends whatever stands behind it. */
export interface LineMatcher {
  /** Indices of the lines that fit, ascending. */
  match(lines: readonly string[]): Promise<readonly number[]>
  /** Whether a text can hold a match at all: saves the work of splitting it. */
  mayMatch(text: string): boolean
  close(): Promise<void>
}

export function literalMatcher(needle: string, ignoreCase: boolean): LineMatcher {
  const wanted = ignoreCase ? needle.toLowerCase() : needle
  const fits = (text: string): boolean => (ignoreCase ? text.toLowerCase() : text).includes(wanted)
  return {
    match: (lines) => Promise.resolve(lines.flatMap((line, i) => (fits(line) ? [i] : []))),
    mayMatch: fits,
    close: () => Promise.resolve(),
  }
}
