import type { Json } from '../../../kernel/json.ts'
import type { Clause, Taken } from '../clause.ts'
import { numberValue } from './numbers.ts'
import { type SlotParser, span } from './slot-match.ts'

interface Condition {
  readonly column: string
  readonly op: string
  readonly value: Json
}
type Found<T> = T & { readonly to: number }

const OPERATORS: readonly (readonly [RegExp, string])[] = [
  [/^(?:is |are )?(?:between|from) /u, 'between'],
  [/^(?:is |are )?(?:not equal to|not|is not|does not equal|!=|<>|≠) /u, '!='],
  [/^(?:is |are )?(?:at least|greater than or equal to|no less than|>=|≥) /u, '>='],
  [/^(?:is |are )?(?:at most|less than or equal to|no more than|<=|≤) /u, '<='],
  [/^(?:is |are )?(?:greater than|more than|larger than|bigger than|higher than|above|over|exceeds|exceeding|after|older than|>) /u, '>'],
  [/^(?:is |are )?(?:less than|smaller than|lower than|fewer than|below|under|before|younger than|<) /u, '<'],
  [/^(?:contains|contain|includes|containing) /u, 'contains'],
  [/^(?:starts with|begins with|starting with|starts|beginning with) /u, 'starts'],
  [/^(?:is |are )?(?:one of|either|in) /u, '='],
  [/^(?:is equal to|equal to|equals|equal|is exactly|is|are|was|=|==) /u, '='],
]
const EMPTY: readonly (readonly [RegExp, string])[] = [
  [/^(?:is |are )?not (?:empty|blank|null|missing)(?= |$)/u, 'not empty'],
  [/^(?:is |are )?(?:empty|blank|null|missing)(?= |$)/u, 'empty'],
]
const CUE = /^(where|whose|with|having|if|have|has|when|by)$/u
const NO_COLUMN = /^(is|are|not|than|contains|equals|greater|less|over|above|below|under|starts|and|or|between)$/u
const NO_VALUE =
  /^(in|of|from|and|or|then|by|per|for|to|on|the|is|are|sorted|grouped|ordered|but|except|not|than|it|them|a|an|very|so|too)$/u

/**
 * `where amount > 100 and region is North or South`: conditions joined by one word. A mixture of `and` and `or` between conditions says
 * no clear thing and is no filter.
 */
export const parseFilters: SlotParser = (clause, taken) => {
  const cue = clause.tokens.findIndex(
    (token, index) => !taken[index] && CUE.test(token.lower) && conditionAt(clause, taken, index + 1) !== undefined,
  )
  if (cue < 0) return undefined
  const conditions: Condition[] = []
  const joiners = new Set<string>()
  let end = cue
  for (let at: number | undefined = cue + 1; at !== undefined; ) {
    const found: Found<{ condition: Condition }> | undefined = conditionAt(clause, taken, at)
    if (!found) break
    conditions.push(found.condition)
    end = found.to
    const next = nextCondition(clause, taken, end)
    if (next) joiners.add(next.joiner)
    at = next?.at
  }
  if (joiners.size > 1) return undefined
  return { value: { join: joiners.has('or') ? 'or' : 'and', conditions: conditions.map((one) => ({ ...one })) }, used: span(cue, end) }
}

/** Where a further condition starts behind `and`, `or`, `but`, a comma, with or without its own `where`. */
function nextCondition(clause: Clause, taken: Taken, from: number): { joiner: string; at: number } | undefined {
  let at = from
  if (clause.tokens[at]?.text === ',') at += 1
  const joiner = clause.tokens[at]?.lower ?? ''
  if (!/^(and|or|but)$/u.test(joiner) || taken[at]) return undefined
  at += /^(where|whose|with)$/u.test(clause.tokens[at + 1]?.lower ?? '') ? 2 : 1
  return conditionAt(clause, taken, at) ? { joiner: joiner === 'or' ? 'or' : 'and', at } : undefined
}

function conditionAt(clause: Clause, taken: Taken, from: number): Found<{ condition: Condition }> | undefined {
  let at = from
  while (/^(the|column|field|a|an|their|its)$/u.test(clause.tokens[at]?.lower ?? '')) at += 1
  for (const words of [2, 1]) {
    if (!isColumn(clause, taken, at, words)) continue
    const column = clause.tokens
      .slice(at, at + words)
      .map((token) => token.text)
      .join(' ')
    const rest = comparison(clause, taken, at + words)
    if (rest) return { condition: { column, op: rest.op, value: rest.value }, to: rest.to }
  }
  return undefined
}

function isColumn(clause: Clause, taken: Taken, from: number, words: number): boolean {
  const tokens = clause.tokens.slice(from, from + words)
  return (
    tokens.length === words &&
    tokens.every(
      (token, offset) =>
        !taken[from + offset] &&
        (token.kind === 'quoted' ||
          (token.kind === 'word' && /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(token.text) && !NO_COLUMN.test(token.lower))),
    )
  )
}

function comparison(clause: Clause, taken: Taken, from: number): Found<{ op: string; value: Json }> | undefined {
  const joined = clause.tokens
    .slice(from, from + 7)
    .map((token) => token.lower.replaceAll(' ', '\u00a0'))
    .join(' ')
  const width = (text: string): number => text.trim().split(' ').length
  for (const [pattern, op] of EMPTY) {
    const match = pattern.exec(joined)
    if (match) return { op, value: null, to: from + width(match[0]) }
  }
  for (const [pattern, op] of OPERATORS) {
    const match = pattern.exec(joined)
    if (match) return operands(clause, taken, from + width(match[0]), op)
  }
  return undefined
}

function operands(clause: Clause, taken: Taken, from: number, op: string): Found<{ op: string; value: Json }> | undefined {
  const first = valueAt(clause, taken, from)
  if (!first) return undefined
  if (op === 'between') {
    const second = /^(and|to)$/u.test(clause.tokens[first.to]?.lower ?? '') ? valueAt(clause, taken, first.to + 1) : undefined
    return second && { op, value: [first.value, second.value], to: second.to }
  }
  if (op !== '=') return { op, ...first }
  const values: Json[] = [first.value]
  let to = first.to
  for (;;) {
    const next = /^(or|,)$/u.test(clause.tokens[to]?.lower ?? '') && !conditionAt(clause, taken, to + 1) ? to + 1 : undefined
    const value = next === undefined ? undefined : valueAt(clause, taken, clause.tokens[next]?.lower === 'or' ? next + 1 : next)
    if (!value) break
    values.push(value.value)
    to = value.to
  }
  return values.length === 1 ? { op, ...first } : { op: 'in', value: values, to }
}

/** A number, a quoted text, one bare word, or several that are capitalised: nobody knows where others end. */
function valueAt(clause: Clause, taken: Taken, from: number): Found<{ value: Json }> | undefined {
  const token = clause.tokens[from]
  if (!token || taken[from] || token.kind === 'mark' || token.kind === 'operator' || token.kind === 'glob') return undefined
  if (token.kind === 'quoted') return { value: token.text, to: from + 1 }
  if (token.kind === 'number') return { value: /^0\d/u.test(token.text) ? token.text : Number(token.text), to: from + 1 }
  if (NO_VALUE.test(token.text)) return undefined
  const said = numberValue(token.lower)
  if (said !== undefined && !isCapitalised(clause, from + 1)) return { value: said, to: from + 1 }
  let to = from + 1
  while (isCapitalised(clause, from) && to < from + 4 && !taken[to] && isCapitalised(clause, to)) to += 1
  return { value: clause.source.slice(token.start, clause.tokens[to - 1]?.end), to }
}

function isCapitalised(clause: Clause, index: number): boolean {
  const token = clause.tokens[index]
  return token?.kind === 'word' && /^\p{Lu}/u.test(token.text)
}
