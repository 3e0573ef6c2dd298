import type { Json } from '../../../kernel/json.ts'
import { type Clause, matchWords, type Taken, wordBefore } from '../clause.ts'
import { isAnaphor, isStopWord } from '../stop-words.ts'
import { type SlotMatch, type SlotParser, span } from './slot-match.ts'

const COLUMN_NOUN = /^(columns?|fields?|values?|keys?)$/u
const NO_COLUMN =
  /^(file|files|table|tables|row|rows|lines?|records?|database|data|csv|json|tsv|column|columns|field|fields|value|values|number|each|per|by|entries|it|order|descending|ascending|size|type|extension|language|folder|content|contents|name of|first|last|top|and|or|then)$/u

/** A column name: quoted, next to the word "column", or directly after one of the slot's cues. The real columns are looked up when it runs. */
export const parseColumn: SlotParser = (clause, taken, slot) => {
  for (let index = 0; index < clause.tokens.length; index += 1) {
    if (taken[index]) continue
    const name = nameAt(clause, taken, index)
    if (!name) continue
    const before = cueOf(clause, index)
    const after = clause.tokens[name.to]
    const nounAfter = after && !taken[name.to] && /^(column|field)s?$/u.test(after.lower)
    const cue = clause.tokens[before.at]?.lower ?? ''
    if ((slot.after ?? []).includes(cue) || (!slot.after && (nounAfter || before.noun >= 0))) {
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
    /^[\p{L}_][\p{L}\p{N}_.%$#-]*$/u.test(token.text) &&
    !isStopWord(token.lower) &&
    !isAnaphor(token.lower) &&
    !NO_COLUMN.test(token.lower) &&
    !/^(where|whose|for|grouped|sorted|ordered|is|than|except|without|not|excluding|but|if|when)$/u.test(token.lower)
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

const OPERATORS: readonly (readonly [RegExp, string])[] = [
  [/^(?:is )?(?:not equal to|not|is not|isn't|does not equal|!=|<>|≠) /u, '!='],
  [/^(?:is |are )?(?:at least|greater than or equal to|>=|≥) /u, '>='],
  [/^(?:is |are )?(?:at most|less than or equal to|<=|≤) /u, '<='],
  [/^(?:is |are )?(?:greater than|more than|larger than|bigger than|higher than|above|over|exceeds|exceeding|after|older than|>) /u, '>'],
  [/^(?:is |are )?(?:less than|smaller than|lower than|fewer than|below|under|before|younger than|<) /u, '<'],
  [/^(?:contains|contain|includes|containing) /u, 'contains'],
  [/^(?:starts with|begins with|starting with) /u, 'starts'],
  [/^(?:is equal to|equal to|equals|equal|is exactly|is|are|was|=|==) /u, '='],
]
const FILTER_CUE = /^(where|whose|with|having|if|have|has)$/u

/** `where amount > 100 and region is "North"`: conditions that all must hold. */
export const parseFilters: SlotParser = (clause, taken) => {
  const cue = clause.tokens.findIndex(
    (token, index) => !taken[index] && FILTER_CUE.test(token.lower) && conditionAt(clause, taken, index + 1) !== undefined,
  )
  if (cue < 0) return undefined
  const filters: Json[] = []
  const used = [cue]
  let at = cue + 1
  for (;;) {
    const found = conditionAt(clause, taken, at)
    if (!found) break
    filters.push(found.filter)
    used.push(...span(at, found.to))
    if (clause.tokens[found.to]?.lower !== 'and' || taken[found.to] || !conditionAt(clause, taken, found.to + 1)) break
    used.push(found.to)
    at = found.to + 1
  }
  return clause.tokens[Math.max(...used) + 1]?.lower === 'or' ? undefined : { value: filters, used }
}

function conditionAt(
  clause: Clause,
  taken: Taken,
  from: number,
): { filter: { column: string; op: string; value: Json }; to: number } | undefined {
  let at = from
  while (/^(the|column|field|a|an)$/u.test(clause.tokens[at]?.lower ?? '')) at += 1
  for (const words of [2, 1]) {
    const tokens = clause.tokens.slice(at, at + words)
    const plain =
      tokens.length === words &&
      tokens.every(
        (token, offset) =>
          !taken[at + offset] && (token.kind === 'quoted' || (token.kind === 'word' && /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(token.text))),
      )
    if (
      !plain ||
      tokens.some((token) => /^(is|are|not|than|contains|equals|greater|less|over|above|below|under|starts)$/u.test(token.lower))
    )
      continue
    const rest = comparison(clause, taken, at + words)
    if (rest) return { filter: { column: tokens.map((token) => token.text).join(' '), op: rest.op, value: rest.value }, to: rest.to }
  }
  return undefined
}

function comparison(clause: Clause, taken: Taken, from: number): { op: string; value: Json; to: number } | undefined {
  const joined = clause.tokens
    .slice(from, from + 7)
    .map((token) => token.lower.replaceAll(' ', '\u00a0'))
    .join(' ')
  for (const [pattern, op] of OPERATORS) {
    const match = pattern.exec(joined)
    if (!match) continue
    const at = from + match[0].trim().split(' ').length
    const value = valueAt(clause, taken, at)
    return value ? { op, ...value } : undefined
  }
  return undefined
}

/** A number, a quoted text, or the bare words up to the next connective (at most three). */
function valueAt(clause: Clause, taken: Taken, from: number): { value: Json; to: number } | undefined {
  const token = clause.tokens[from]
  if (!token || taken[from] || token.kind === 'mark' || token.kind === 'operator') return undefined
  if (token.kind === 'number') return { value: Number(token.text), to: from + 1 }
  if (token.kind === 'quoted') return { value: token.text, to: from + 1 }
  let to = from
  while (to < from + 3 && !taken[to] && isValueWord(clause, to)) to += 1
  return to > from ? { value: clause.source.slice(clause.tokens[from]?.start, clause.tokens[to - 1]?.end), to } : undefined
}

function isValueWord(clause: Clause, index: number): boolean {
  const token = clause.tokens[index]
  return (
    token !== undefined &&
    /^(word|number|path|url)$/u.test(token.kind) &&
    !/^(in|of|from|and|or|then|by|per|for|to|on|the|is|are|sorted|grouped|ordered|but|except|not|than|it|them)$/u.test(token.lower)
  )
}

/** A table's name: `table orders`, `the orders table`, or after a cue. */
export const parseTable: SlotParser = (clause, taken, slot) => {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index] || !(token.kind === 'quoted' || (token.kind === 'word' && /^[\p{L}_]\w*$/u.test(token.text)))) continue
    if (
      token.kind === 'word' &&
      (isStopWord(token.lower) || /^(tables?|each|every|row|rows|columns?|schema|which|many|records?|per)$/u.test(token.lower))
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

const EXCLUDE =
  /^(?:(?:but )?(?:except|excluding|ignoring|skipping|without|other than|apart from|not counting|not including|leaving out|but not)(?: for| from)?(?: the| any| all)?) /u

/** `except tests`, `excluding *.test.ts and docs/` -> glob patterns of what is left out. */
export const parseExclude: SlotParser = (clause, taken) => {
  const cue = matchWords(clause, taken, EXCLUDE)
  if (!cue) return undefined
  const patterns: string[] = []
  const labels: string[] = []
  let at = cue.to
  let end = at
  while (at < clause.tokens.length && !taken[at]) {
    const pattern = excludedAt(clause, at)
    if (!pattern) break
    patterns.push(...pattern)
    labels.push(clause.tokens[at]?.text ?? '')
    end = at + 1
    if (/^(files?|folders?|director(y|ies))$/u.test(clause.tokens[end]?.lower ?? '')) end += 1
    if (!/^(and|or|,)$/u.test(clause.tokens[end]?.lower ?? '') || !excludedAt(clause, end + 1)) break
    at = end + 1
  }
  return patterns.length > 0 ? { value: { patterns, label: labels.join(', ') }, used: span(cue.from, end) } : undefined
}

/** A glob as it is; a path with everything below it; `tests` both as a folder and as files that are named so. */
function excludedAt(clause: Clause, index: number): string[] | undefined {
  const token = clause.tokens[index]
  if (!token) return undefined
  if (token.kind === 'glob') return [token.text]
  if (token.kind === 'path' || token.kind === 'quoted') return [token.text.replace(/\/$/u, ''), `${token.text.replace(/\/$/u, '')}/**`]
  if (/^tests?$/u.test(token.lower))
    return ['test/**', 'tests/**', '**/test/**', '**/tests/**', '**/__tests__/**', '*.test.*', '*.spec.*', 'test_*.py', '*_test.*']
  if (token.kind !== 'word' || !/^[\w.-]+$/u.test(token.text) || isStopWord(token.lower) || FOLLOWED.test(token.lower)) return undefined
  return /^(folders?|director(y|ies))$/u.test(clause.tokens[index + 1]?.lower ?? '') || token.lower === 'node_modules'
    ? [`${token.text}/**`, `**/${token.text}/**`]
    : undefined
}

const FOLLOWED = /^(changing|moving|asking|any|using|opening|running|reading)$/u
