import type { ReactNode } from 'react'

/** The rows that are marked, to do something with all of them. */
export interface Selection {
  readonly keys: ReadonlySet<string>
  readonly onChange: (keys: ReadonlySet<string>) => void
  /** Buttons, shown while something is marked. */
  readonly actions: ReactNode
}

/** One row marked or unmarked; with `from`, all between the two are put the same way. */
export function withRow(
  keys: ReadonlySet<string>,
  all: readonly string[],
  to: number,
  marked: boolean,
  from?: number,
): ReadonlySet<string> {
  const next = new Set(keys)
  const [first, last] = from === undefined ? [to, to] : [Math.min(from, to), Math.max(from, to)]
  for (const key of all.slice(first, last + 1)) {
    if (marked) next.add(key)
    else next.delete(key)
  }
  return next
}

/** What the box of the head shows. */
export function markedOf(keys: ReadonlySet<string>, all: readonly string[]): 'none' | 'some' | 'all' {
  const count = all.filter((key) => keys.has(key)).length
  return count === 0 ? 'none' : count === all.length ? 'all' : 'some'
}
