/** The `@path` that is being written at the cursor; undefined: none is. */
export interface PathWord {
  /** Where the `@` stands. */
  readonly from: number
  readonly query: string
}

export function pathWord(text: string, cursor: number): PathWord | undefined {
  const before = text.slice(0, cursor)
  const found = /(?:^|[\s("'`])@([^\s@"'`]*)$/.exec(before)
  return found === null ? undefined : { from: before.length - (found[1] ?? '').length - 1, query: found[1] ?? '' }
}

/** The text with the path in the place of the word; the cursor stands behind it. A folder is left open, to go on inside of it. */
export function withPath(
  text: string,
  cursor: number,
  { from }: PathWord,
  path: string,
): { readonly text: string; readonly cursor: number } {
  const isFolder = path.endsWith('/')
  const put = isFolder ? `@${path}` : /\s/.test(path) ? `"${path}" ` : `${path} `
  return { text: text.slice(0, from) + put + text.slice(cursor).replace(/^ /, ''), cursor: from + put.length }
}
