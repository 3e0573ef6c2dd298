import { visibleLine } from '../../../shown-text.ts'

/** The paths that fit what was written of one, best first: those that begin so, then names that begin so, then those that hold it, then its letters. */
export function matchPaths(query: string, paths: readonly string[], limit: number): string[] {
  const wanted = query.toLowerCase()
  const found = paths.flatMap((path) => {
    const rank = rankOf(path.toLowerCase(), wanted)
    // A name that could not be seen as it is cannot be written either.
    return rank === NO_MATCH || visibleLine(path) !== path ? [] : [{ path, rank }]
  })
  found.sort((a, b) => a.rank - b.rank || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
  return found.slice(0, limit).map(({ path }) => path)
}

const NO_MATCH = 9

function rankOf(path: string, wanted: string): number {
  // Who has written a folder goes on inside of it.
  if (path === wanted) return path.endsWith('/') ? NO_MATCH : 0
  if (path.startsWith(wanted)) return 1
  const name = path.lastIndexOf('/', path.length - 2) + 1
  if (path.startsWith(wanted, name)) return 2
  if (path.includes(wanted)) return 3
  return hasLetters(path, wanted) ? 4 : NO_MATCH
}

function hasLetters(path: string, wanted: string): boolean {
  let at = 0
  for (const letter of wanted) {
    at = path.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
