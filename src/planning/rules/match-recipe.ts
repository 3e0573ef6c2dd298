import type { Json } from '../../kernel/json.ts'
import { type Clause, findPhrase, findPhrases, phraseStems } from './clause.ts'
import type { Recipe, SlotType } from './recipe.ts'
import { SLOT_PARSERS } from './slots/slot-parsers.ts'
import { clauseStarts } from './split-task.ts'
import { stem } from './stem.ts'
import { isAnaphor, isStopWord } from './stop-words.ts'
import { type Token, tokenize } from './tokenize.ts'

/** How a recipe reads a clause. It may answer only when nothing is `unexplained` and nothing is `missing`. */
export interface RecipeMatch {
  readonly recipe: Recipe
  readonly clause: Clause
  /** Values that the clause itself gives. */
  readonly filled: Readonly<Record<string, Json>>
  /** Required slots without a value. */
  readonly missing: readonly string[]
  /** Content words that the recipe knows nothing of. */
  readonly unexplained: readonly string[]
  /** Groups of `needs` of which no phrase is said. */
  readonly unmet: number
  /** Of each group of `needs`, whether it is said. */
  readonly met: readonly boolean[]
  /** Says in words what it asks for, rather than by a value alone. */
  readonly asks: boolean
  /** Slots whose values stand in the clause. */
  readonly written: ReadonlySet<string>
  /** `it`, `them`, ...: something said in a clause before must be meant. */
  readonly anaphor: boolean
  /** Words of the clause that are the recipe's own (not slots): what it rests on. */
  readonly anchors: number
}

export function matchRecipe(recipe: Recipe, clause: Clause): RecipeMatch {
  const taken = clause.tokens.map(() => false)
  const filled: Record<string, Json> = {}
  const named = clause.tokens.map(() => false)
  const things: number[] = []
  const written = new Set<string>()
  for (const [name, slot] of Object.entries(recipe.slots)) {
    const found = SLOT_PARSERS[slot.type](clause, taken, slot)
    if (!found) continue
    filled[name] = found.value
    if (found.used.length > 0) written.add(name)
    for (const index of found.used) taken[index] = true
    if (THINGS.has(slot.type)) things.push(...found.used)
    if (slot.type === 'folder' && found.value !== '.') for (const index of found.used) named[index] = true
  }
  const vocabulary = vocabularyOf(recipe)
  const open = withRows(clause, filled).filter((token, index) => !taken[index] && token.kind !== 'mark')
  const anchors = open.filter((token) => token.kind === 'word' && vocabulary.has(token.stem) && !isStopWord(token.lower)).length
  const unexplained = open
    .filter((token) => !(token.kind === 'word' && (vocabulary.has(token.stem) || isStopWord(token.lower))))
    .map((token) => token.text)
  const said = { ...clause, tokens: withRows(clause, filled) }
  const isSaid = (phrase: string): boolean =>
    phrase.startsWith('{') ? written.has(phrase.slice(1, -1)) : findPhrase(said, phrase, named) !== undefined
  const barred = recipe.never.some(isSaid)
  const met = recipe.needs.map((group) => group.some(isSaid))
  return {
    recipe,
    clause,
    filled,
    missing: missingSlots(recipe, filled),
    unexplained: [...unexplained, ...idleParts(recipe, said, taken)],
    unmet: barred ? met.length + 1 : met.filter((said) => !said).length,
    met,
    asks: (recipe.needs[0] ?? ['']).some((phrase) => !phrase.startsWith('{') && (phrase === '' || isSaid(phrase))),
    written,
    anchors,
    anaphor: open.some((token) => isAnaphor(token.lower) && !standsFor(clause, things, token)),
  }
}

/**
 * Whether the clause holds the words of a phrase of every group of `needs`, in any order: without them `matchRecipe` leaves one `unmet`. A
 * quick no for nearly every recipe.
 */
export function mayMeet(recipe: Recipe, stems: ReadonlySet<string>): boolean {
  const maySay = (phrase: string): boolean => phrase.startsWith('{') || phraseStems(phrase).every((word) => stems.has(word))
  return recipe.needs.every((group) => group.some(maySay))
}

/** Stems of all words of a clause, and of those that `withRows` may put in their place. */
export function stemsOf(clause: Clause): ReadonlySet<string> {
  return new Set([ROW.stem, ...clause.tokens.map((token) => token.stem)])
}

/**
 * Words of a part ("..., and what columns does it have") that neither fills a slot nor says what the recipe asks for: they would be swallowed.
 */
function idleParts(recipe: Recipe, clause: Clause, taken: readonly boolean[]): string[] {
  const asked = new Set(recipe.needs.flat().flatMap((phrase) => findPhrases(clause, phrase).map((found) => found.at)))
  const starts = clauseStarts(clause.tokens)
  return starts.flatMap((start, part) => {
    const indexes = clause.tokens.flatMap((_, index) =>
      index >= start && index < (starts[part + 1] ?? clause.tokens.length) ? [index] : [],
    )
    const counts = indexes.some((index) => taken[index] || asked.has(index))
    const words = indexes
      .flatMap((index) => clause.tokens[index] ?? [])
      .filter((token) => token.kind === 'word' && !isStopWord(token.lower))
    return counts ? [] : words.map((token) => token.text)
  })
}

/** "how many customers are in customers.csv": a table's name means its rows. */
function withRows(clause: Clause, filled: Readonly<Record<string, Json>>): readonly Token[] {
  const name = typeof filled['file'] === 'string' ? /([^/.]+)\.(?:csv|tsv|jsonl?|ndjson)$/iu.exec(filled['file'])?.[1] : undefined
  if (name === undefined || name.length < 3) return clause.tokens
  const noun = stem(name.toLowerCase())
  return clause.tokens.map((token) => (token.kind === 'word' && token.stem === noun ? { ...token, ...ROW } : token))
}

const ROW = { lower: 'rows', stem: 'row' } as const

const THINGS: ReadonlySet<SlotType> = new Set(['file', 'file_type', 'folder', 'table', 'url'])

/** "fetch X and show its title": the thing is named before the pronoun, in the clause itself. */
function standsFor(clause: Clause, things: readonly number[], pronoun: Token): boolean {
  return things.some((index) => (clause.tokens[index]?.end ?? Number.POSITIVE_INFINITY) <= pronoun.start)
}

export function missingSlots(recipe: Recipe, filled: Readonly<Record<string, Json>>): string[] {
  const required = Object.entries(recipe.slots).filter(
    ([name, slot]) => slot.default === undefined && slot.optional !== true && !Object.hasOwn(filled, name),
  )
  const groups = recipe.slots_any.filter((group) => !group.some((name) => Object.hasOwn(filled, name)))
  return [...required.map(([name]) => name), ...groups.map((group) => group[0] ?? '')]
}

const vocabularies = new WeakMap<Recipe, ReadonlySet<string>>()

/** Stems of `needs`, `words` and of the words of the examples around their `{slots}`. */
export function vocabularyOf(recipe: Recipe): ReadonlySet<string> {
  const known = vocabularies.get(recipe)
  if (known) return known
  const phrases = [...recipe.needs.flat(), ...recipe.words]
  const examples = recipe.examples.map((example) => example.replace(/\{\w+\}/gu, ' '))
  const stems = new Set([...phrases.flatMap(phraseStems), ...examples.flatMap((example) => tokenize(example).map((token) => token.stem))])
  vocabularies.set(recipe, stems)
  return stems
}
