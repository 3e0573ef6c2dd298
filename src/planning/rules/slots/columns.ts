import type { Json } from '../../../kernel/json.ts'
import { type Clause, type Taken, wordBefore } from '../clause.ts'
import { isAnaphor, isStopWord } from '../stop-words.ts'
import { type SlotMatch, type SlotParser, span } from './slot-match.ts'

const COLUMN_NOUN = /^(columns?|fields?|values?|keys?)$/u
const NO_COLUMN =
  /^(file|files|table|tables|row|rows|lines?|records?|database|data|csv|json|tsv|column|columns|field|fields|value|values|number|each|per|by|entries|it|order|descending|ascending|size|type|extension|language|folder|content|contents|name of|first|last|top|and|or|then)$/u

/** A column name: quoted, next to the word "column", or directly after one of the slot's cues. The real columns are looked up when it runs. */
export const parseColumn: SlotParser = (clause, taken, slot) => {
  const grouping = (slot.after ?? []).filter((cue) => GROUPING.test(cue))
  return (grouping.length > 0 ? columnAfter(clause, taken, grouping) : undefined) ?? columnAfter(clause, taken, slot.after)
}

/** "number of customers per city": what stands behind these is the column, before anything else. */
const GROUPING = /^(by|per|each|every)$/u

function columnAfter(clause: Clause, taken: Taken, cues: readonly string[] | undefined): SlotMatch | undefined {
  for (let index = 0; index < clause.tokens.length; index += 1) {
    if (taken[index]) continue
    const name = nameAt(clause, taken, index)
    if (!name) continue
    const before = cueOf(clause, index)
    const after = clause.tokens[name.to]
    const nounAfter = after && !taken[name.to] && /^(column|field)s?$/u.test(after.lower)
    const cue = clause.tokens[before.at]?.lower ?? ''
    if ((cues ?? []).includes(cue) || (!cues && (nounAfter || before.noun >= 0))) {
      return { value: name.value, used: [...(before.noun >= 0 ? [before.noun] : []), ...span(index, nounAfter ? name.to + 1 : name.to)] }
    }
  }
  return undefined
}

/** The word that leads to the name, over articles and "column", "each", "values of". */
function cueOf(clause: Clause, index: number): { at: number; noun: number } {
  let at = wordBefore(clause, index)
  let noun = -1
  while (
    at >= 0 &&
    (COLUMN_NOUN.test(clause.tokens[at]?.lower ?? '') ||
      (noun >= 0 && clause.tokens[at]?.lower === 'of' && COLUMN_NOUN.test(clause.tokens[at - 1]?.lower ?? '')))
  ) {
    noun = at
    at = wordBefore(clause, at)
  }
  return { at, noun }
}

/** One or two bare words, or a quoted name. */
function nameAt(clause: Clause, taken: Taken, index: number): { value: string; to: number } | undefined {
  const token = clause.tokens[index]
  if (!token || taken[index]) return undefined
  if (token.kind === 'quoted') return { value: token.text, to: index + 1 }
  if (!isNameWord(clause, index)) return undefined
  const next = clause.tokens[index + 1]
  const two = next && !taken[index + 1] && next.kind === 'word' && isNameWord(clause, index + 1) && endsName(clause, taken, index + 2)
  return two ? { value: `${token.text} ${next.text}`, to: index + 2 } : { value: token.text, to: index + 1 }
}

function isNameWord(clause: Clause, index: number): boolean {
  const token = clause.tokens[index]
  return (
    token?.kind === 'word' &&
    (isLetterName(clause, index) ||
      (/^[\p{L}_][\p{L}\p{N}_.%$#-]*$/u.test(token.text) &&
        !isStopWord(token.lower) &&
        !isAnaphor(token.lower) &&
        !NO_COLUMN.test(token.lower) &&
        !/^(where|whose|for|grouped|sorted|ordered|is|than|except|without|not|excluding|but|if|when)$/u.test(token.lower)))
  )
}

/** "sum of a": the article is a name where no noun follows. */
function isLetterName(clause: Clause, index: number): boolean {
  const [token, next] = [clause.tokens[index], clause.tokens[index + 1]]
  return (
    token?.lower === 'a' &&
    /^(of|by|per|column|field|average|mean|sum|median|min|max|minimum|maximum|total)$/u.test(clause.tokens[index - 1]?.lower ?? '') &&
    (next?.kind !== 'word' || /^(in|of|from|and|by|per|for|where|with)$/u.test(next.lower))
  )
}

function endsName(clause: Clause, taken: Taken, index: number): boolean {
  const next = clause.tokens[index]
  return (
    !next ||
    taken[index] === true ||
    next.kind !== 'word' ||
    isStopWord(next.lower) ||
    COLUMN_NOUN.test(next.lower) ||
    /^(per|where|whose|grouped|is|than|greater|less|above|below|over|equals)$/u.test(next.lower)
  )
}

/** `columns a, b and c`. */
export const parseColumns: SlotParser = (clause, taken, slot) => {
  const first = parseColumn(clause, taken, slot)
  if (!first) return undefined
  const names: Json[] = [first.value]
  const used = [...first.used]
  let at = Math.max(...used) + 1
  while (/^(,|and)$/u.test(clause.tokens[at]?.lower ?? '') && !taken[at]) {
    const joiners = clause.tokens[at + 1]?.lower === 'and' ? 2 : 1
    const next = nameAt(clause, taken, at + joiners)
    if (!next) break
    names.push(next.value)
    used.push(...span(at, next.to))
    at = next.to
  }
  return { value: names, used }
}
