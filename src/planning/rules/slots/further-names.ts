import type { Clause, Taken } from '../clause.ts'
import { span } from './slot-match.ts'

export interface FurtherName {
  readonly at: number
  /** The name with what joins it to the one before. */
  readonly used: readonly number[]
}

/** The names that follow a first one in an enumeration: `a.txt, b.txt and c.txt`. */
export function furtherNames(clause: Clause, taken: Taken, from: number, isName: (index: number) => boolean): FurtherName[] {
  const found: FurtherName[] = []
  for (let at = from; ; ) {
    const name = afterJoiner(clause, taken, at)
    const joined = name > at || /^(path|quoted)$/u.test(clause.tokens[name]?.kind ?? '')
    if (!joined || taken[name] || !isName(name)) return found
    found.push({ at: name, used: span(at, name + 1) })
    at = name + 1
  }
}

function afterJoiner(clause: Clause, taken: Taken, from: number): number {
  let at = from
  if (clause.tokens[at]?.text === ',') at += 1
  if (!taken[at] && /^(and|or|&|plus|vs|versus|with)$/u.test(clause.tokens[at]?.lower ?? '')) at += 1
  if (!taken[at] && /^(in|of|the|file)$/u.test(clause.tokens[at]?.lower ?? '') && at > from) at += 1
  return at
}
