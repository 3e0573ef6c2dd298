import { type Clause, type Taken, wordBefore } from '../clause.ts'
import { isStopWord } from '../stop-words.ts'
import type { SlotMatch, SlotParser } from './slot-match.ts'

/** A table's name: `table orders`, `the orders table`, or after a cue. */
export const parseTable: SlotParser = (clause, taken, slot) => {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index] || !(token.kind === 'quoted' || (token.kind === 'word' && /^[\p{L}_]\w*$/u.test(token.text)))) continue
    if (
      token.kind === 'word' &&
      (isStopWord(token.lower) ||
        /^(describe|count|list|preview|query|summari[sz]e|tables?|each|every|row|rows|columns?|schema|which|many|records?|per)$/u.test(
          token.lower,
        ))
    )
      continue
    const found = tableAt(clause, taken, index, slot.after ?? [])
    if (found) return found
  }
  return undefined
}

function tableAt(clause: Clause, taken: Taken, index: number, cues: readonly string[]): SlotMatch | undefined {
  const value = clause.tokens[index]?.text ?? ''
  if (clause.tokens[index + 1]?.lower === 'table' && !taken[index + 1]) return { value, used: [index, index + 1] }
  if (clause.tokens[index - 1]?.lower === 'table' && !taken[index - 1]) return { value, used: [index - 1, index] }
  return cues.includes(clause.tokens[wordBefore(clause, index)]?.lower ?? '') ? { value, used: [index] } : undefined
}
