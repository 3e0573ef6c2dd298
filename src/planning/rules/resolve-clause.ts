import { isJsonObject, type Json } from '../../kernel/json.ts'
import { missingSlots, type RecipeMatch } from './match-recipe.ts'
import type { Recipe, SlotSpec, SlotType } from './recipe.ts'
import type { Token } from './tokenize.ts'

/** A clause that a recipe answers, with every value at hand and the earlier clauses that it needs. */
export interface ResolvedClause {
  readonly match: RecipeMatch
  readonly slots: Readonly<Record<string, Json>>
  /** Positions of the clauses whose results it needs. */
  readonly needs: readonly number[]
  /** How much of the clause the recipe accounts for by slots and by words of its own. */
  readonly weight: number
  /** It begins a sentence or a further step. */
  readonly fresh: boolean
}

/** Scope is shared between clauses about files: "how many Python files are in src, and which is the largest". */
const SCOPE: readonly SlotType[] = ['file_type', 'folder', 'exclude', 'age', 'size']

/**
 * Fills what the clause left open from the clauses before. `fresh`: it begins a sentence or a further step, so that only what it cannot do
 * without is taken over. Undefined when the recipe cannot answer the clause.
 */
export function resolveClause(match: RecipeMatch, earlier: readonly ResolvedClause[], fresh = false): ResolvedClause | undefined {
  if (match.unexplained.length > 0 || match.unmet > 0) return undefined
  const taken = inherited(match, earlier, fresh)
  const filled = { ...taken.values, ...match.filled }
  if (missingSlots(match.recipe, filled).length > 0) return undefined
  const speaksOfResults = Object.values(match.recipe.slots).some((slot) => slot.type === 'reference')
  if (speaksOfResults && earlier.length === 0) return undefined
  if (match.anaphor && !speaksOfResults && Object.keys(taken.values).length === 0) return undefined
  const needs = speaksOfResults ? referred(match, earlier) : taken.needs
  const guessed = missingSlots(match.recipe, match.filled).length
  return { match, slots: { ...defaults(match.recipe), ...filled }, needs, weight: weightOf(match) - guessed, fresh }
}

const REQUEST = /^(show|display|print|present|get|give|tell|see|list|find|read|open|what|which|who|where|when)$/u

/**
 * "count the Python files, then the TypeScript files": a clause that only has values asks the question before once more with them.
 * Undefined when it makes a request of its own or has values that the question before did not have.
 */
export function repeatClause(match: RecipeMatch, before: ResolvedClause): ResolvedClause | undefined {
  const names = Object.keys(match.filled)
  const same = names.length > 0 && names.every((name) => Object.hasOwn(before.match.filled, name))
  const twice = names.some((name) => sameType(before, name).length > 1)
  const asks = match.clause.tokens.some((token) => REQUEST.test(token.lower))
  if (!same || twice || asks || match.unexplained.length > 0 || match.anaphor || before.needs.length > 0) return undefined
  return {
    match: { ...match, filled: { ...before.match.filled, ...match.filled }, unmet: 0 },
    slots: { ...before.slots, ...match.filled },
    needs: [],
    weight: weightOf(match),
    fresh: false,
  }
}

/** The slots that the clause filled with the same kind of value: of two files nobody knows which one is to be replaced. */
function sameType(clause: ResolvedClause, name: string): string[] {
  const { slots } = clause.match.recipe
  return Object.keys(clause.match.filled).filter((other) => slots[other]?.type === slots[name]?.type)
}

const VERB = /^(is|are|do|does|did|has|have|exist|live)$/u

/** "How many Python files", without a verb: the end of the sentence belongs to it. */
function isFragment(tokens: readonly Token[]): boolean {
  return tokens[0]?.lower === 'how' && !tokens.some((token) => VERB.test(token.lower))
}

/**
 * "How many Python files and how many TypeScript files are in src?": of two clauses that ask the same, the first of them without a verb, the
 * folder at the end is meant for both. Undefined when another condition stands at the end: nobody knows whether it was meant for both.
 */
export function shareFolder(clauses: readonly ResolvedClause[]): readonly ResolvedClause[] | undefined {
  const shared = [...clauses]
  for (let index = shared.length - 2; index >= 0; index -= 1) {
    const [first, second] = [shared[index], shared[index + 1]]
    if (!first || !second || second.fresh || !isFragment(first.match.clause.tokens)) continue
    if (first.match.recipe !== second.match.recipe || first.needs.length + second.needs.length > 0) continue
    const added = Object.keys(second.match.filled).filter((name) => !Object.hasOwn(first.match.filled, name))
    if (added.some((name) => /^(age|size|exclude|filters)$/u.test(name))) return undefined
    if (!added.includes('folder') || isSaid(first, 'folder')) continue
    shared[index] = { ...first, slots: { ...first.slots, folder: second.slots['folder'] ?? null } }
  }
  return shared
}

/** `it` is what the last clauses say, back to one that itself points back ("fetch the page, show its title, save it"); otherwise everything. */
function referred(match: RecipeMatch, earlier: readonly ResolvedClause[]): number[] {
  const all = match.clause.tokens.some((token) => /^(both|all|everything|them|results|answers|these|those)$/u.test(token.lower))
  const last = all ? -1 : earlier.findLastIndex((clause) => clause.match.anaphor)
  return earlier.map((_, index) => index).filter((index) => index >= last)
}

function weightOf(match: RecipeMatch): number {
  const own = Object.keys(match.filled).length
  return own + match.recipe.needs.length + match.anchors / 4
}

function defaults(recipe: Recipe): Record<string, Json> {
  return Object.fromEntries(Object.entries(recipe.slots).map(([name, slot]) => [name, slot.default ?? null]))
}

function inherited(
  match: RecipeMatch,
  earlier: readonly ResolvedClause[],
  fresh: boolean,
): { values: Record<string, Json>; needs: number[] } {
  const values: Record<string, Json> = {}
  const needs: number[] = []
  const open = Object.entries(match.recipe.slots).filter(([name, slot]) => !Object.hasOwn(match.filled, name) && slot.inherit !== false)
  const required = new Set(missingSlots(match.recipe, match.filled))
  for (const [name, slot] of open) {
    const wanted = required.has(name) || match.recipe.slots_any.some((group) => required.has(group[0] ?? '') && group.includes(name))
    const scoped = fresh && SCOPE.includes(slot.type) && !match.anaphor && hasOwnScope(match)
    if (scoped || (!wanted && !takesOver(match, slot.type, earlier.at(-1), fresh))) continue
    const found = earlierValue(slot, earlier)
    if (!found) continue
    values[name] = found.value
    if (found.from !== undefined) needs.push(found.from)
  }
  return { values, needs }
}

/** Optional values go over between clauses about files, and wherever a pronoun points back. */
function takesOver(match: RecipeMatch, type: SlotType, before: ResolvedClause | undefined, fresh: boolean): boolean {
  if (!before) return false
  if (match.anaphor) return SCOPE.includes(type) || type === 'filters'
  if (!SCOPE.includes(type) || !isAboutFiles(match.recipe) || !isAboutFiles(before.match.recipe)) return false
  const says = (words: RegExp): boolean => match.clause.tokens.some((token) => words.test(token.lower))
  const own = hasOwnScope(match)
  const ranks = Object.hasOwn(match.filled, 'order') && !says(/^files?$/u)
  if (fresh) return ranks && !own
  if (type === 'folder') return !own || ranks || match.recipe === before.match.recipe
  return (type === 'file_type' ? !own || ranks : !own) && !says(/^(all|overall|altogether|any|every)$/u)
}

const OWN_SCOPE: ReadonlySet<SlotType> = new Set([...SCOPE, 'file', 'url', 'table', 'filters', 'text', 'regex', 'sql', 'command'])

/** The clause itself says what it is about: "the largest file in docs", not "which is the largest". */
export function hasOwnScope(match: RecipeMatch): boolean {
  return [...match.written].some((name) => OWN_SCOPE.has(match.recipe.slots[name]?.type ?? 'choice'))
}

function isAboutFiles(recipe: Recipe): boolean {
  return Object.values(recipe.slots).some((slot) => slot.type === 'file_type')
}

function earlierValue(
  { type, extensions, many }: SlotSpec,
  earlier: readonly ResolvedClause[],
): { value: Json; from?: number } | undefined {
  for (let index = earlier.length - 1; index >= 0; index -= 1) {
    const before = earlier[index]
    if (!before) continue
    const same = Object.entries(before.match.recipe.slots).find(
      ([name, slot]) =>
        slot.type === type &&
        isSaid(before, name) &&
        fits(before.slots[name], extensions) &&
        (many === true || !Array.isArray(before.slots[name])),
    )
    if (same) return { value: before.slots[same[0]] ?? null }
    if (type === 'file' && givesFile(before, extensions)) return { value: { $ref: `inputs.s${index + 1}.files[0]` }, from: index }
  }
  return undefined
}

/** The clause finds one file, of a kind that fits. */
function givesFile(clause: ResolvedClause, extensions: readonly string[] | undefined): boolean {
  if (!clause.match.recipe.gives_files || clause.slots['n'] !== 1) return false
  const kind = clause.slots['type']
  const patterns = isJsonObject(kind) && Array.isArray(kind['pattern']) ? kind['pattern'].map(String) : ['*']
  return !extensions || patterns.every((pattern) => fits(pattern, extensions))
}

function isSaid(clause: ResolvedClause, name: string): boolean {
  const value = clause.slots[name]
  return value !== null && value !== undefined && JSON.stringify(value) !== JSON.stringify(clause.match.recipe.slots[name]?.default)
}

function fits(value: Json | undefined, extensions: readonly string[] | undefined): boolean {
  if (!extensions || typeof value !== 'string') return true
  return extensions.includes(/\.([a-z0-9]+)$/iu.exec(value)?.[1]?.toLowerCase() ?? '')
}
