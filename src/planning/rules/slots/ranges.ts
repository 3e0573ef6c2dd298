import { matchWords } from '../clause.ts'
import { type SlotParser, span } from './slot-match.ts'

const RANGE = /^lines? (?:from )?(\d+) ?(?:to|-|until|through|and) ?(\d+)(?= |$)/u
const ONE_LINE = /^line (?:number )?(\d+)(?= |$)/u

/** `lines 10 to 20` -> offset (0-based) and limit. */
export const parseRange: SlotParser = (clause, taken) => {
  const two = matchWords(clause, taken, RANGE)
  const one = two ?? matchWords(clause, taken, ONE_LINE)
  if (!one) return undefined
  const from = Number(one.match[1])
  const to = Number(one.match[2] ?? one.match[1])
  if (from < 1 || to < from) return undefined
  return {
    value: { offset: from - 1, limit: to - from + 1, label: from === to ? `line ${from}` : `lines ${from} to ${to}` },
    used: span(one.from, one.to),
  }
}
