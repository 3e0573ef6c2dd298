import { type Clause, clauseText } from './clause.ts'
import { matchRecipe, mayMeet, type RecipeMatch, stemsOf } from './match-recipe.ts'
import type { Recipe } from './recipe.ts'
import { hasOwnScope, type ResolvedClause, repeatClause, resolveClause, shareFolder } from './resolve-clause.ts'
import { clauseStarts, isFreshStart, splitSaving, tailsOf, trimClause } from './split-task.ts'
import { tokenize } from './tokenize.ts'

/** Picks between several readings of one clause; undefined when they are too close to tell apart. */
export type ChooseReading = (clause: Clause, readings: readonly ResolvedClause[]) => Promise<ResolvedClause | undefined>

export interface ReadTask {
  readonly clauses: readonly ResolvedClause[]
}

export interface TaskReader {
  /** The fewest clauses that the recipes can answer completely, or undefined. */
  read(task: string, maxClauses: number): Promise<ReadTask | undefined>
  /** The recipes that came nearest to a clause, best first: for the refusal. */
  nearMisses(task: string): RecipeMatch[]
  /** Clauses that several recipes would answer differently. */
  readonly ambiguous: readonly string[]
}

const MAX_STARTS = 24

/** What stands before a clause. */
interface Before {
  readonly earlier: readonly ResolvedClause[]
  /** It begins a sentence or a further step. */
  readonly fresh?: boolean
}

export function createTaskReader(recipes: readonly Recipe[], choose: ChooseReading): TaskReader {
  const matches = new Map<string, RecipeMatch[]>()
  const ambiguous: string[] = []

  /** How the recipes of which every need may be met read the clause: no other can answer it. */
  function matching(clause: Clause): RecipeMatch[] {
    const key = clauseText(clause)
    const known = matches.get(key) ?? matchAll(candidates(clause), clause)
    matches.set(key, known)
    return known
  }

  function candidates(clause: Clause): readonly Recipe[] {
    const stems = stemsOf(clause)
    return recipes.filter((recipe) => mayMeet(recipe, stems))
  }

  function readingsOf(clause: Clause, { earlier, fresh = false }: Before): ResolvedClause[] {
    return clause.tokens.length === 0 ? [] : matching(clause).flatMap((match) => resolveClause(match, earlier, fresh) ?? [])
  }

  async function readClause(clause: Clause, before: Before): Promise<ResolvedClause | undefined> {
    const { earlier } = before
    if (clause.tokens.length === 0) return undefined
    const again = repeated(clause, earlier.at(-1))
    const readings = readingsOf(clause, before)
    if (again?.match.anchors === 0 && !readings.some((reading) => reading.match.asks)) return again
    if (readings.length === 0) return again
    if (readings.length === 1) return readings[0]
    const chosen = await choose(clause, readings)
    if (!chosen)
      ambiguous.push(`“${clauseText(clause)}” can mean: ${readings.map((reading) => reading.match.recipe.description).join('; or: ')}`)
    return chosen
  }

  /** One clause, or two when it also says where the answer goes. `later`: what stands behind it in the task. */
  async function readStretch(clause: Clause, before: Before, later: Clause): Promise<readonly ResolvedClause[] | undefined> {
    const direct = (await readClause(clause, before)) ?? (await readWithTail(clause, before, later))
    if (direct) return hidesRequest(clause, direct, before) ? undefined : [direct]
    const saving = splitSaving(clause)
    if (!saving) return undefined
    const inner = await readClause(saving.inner, before)
    if (!inner || hidesRequest(saving.inner, inner, before)) return undefined
    const save = await readClause(
      { source: saving.saving, tokens: tokenize(saving.saving) },
      { ...before, earlier: [...before.earlier, inner] },
    )
    return save && [inner, { ...save, needs: [before.earlier.length] }]
  }

  /**
   * Two whole requests must not be read as one, in which the second vanishes: "... and list the keys of b.json". A recipe that is made for
   * both ("how many files are here, and which five are the largest") may.
   */
  function hidesRequest(clause: Clause, reading: ResolvedClause, before: Before): boolean {
    return clauseStarts(clause.tokens).some((start) => {
      const [left, right] = [
        trimClause(clause.source, clause.tokens.slice(0, start)),
        trimClause(clause.source, clause.tokens.slice(start)),
      ]
      const fresh = isFreshStart(clause.tokens, start) || namesFilesAgain(left, right)
      const alone = readingsOf(right, { earlier: [] }).filter(({ match }) => (match.asks || fresh) && !match.anaphor)
      if (alone.length === 0 || readingsOf(left, before).length === 0) return false
      return (
        alone.some(({ match }) => hasOwnScope(match)) || (fresh && speaksOfFiles(right)) || !combines(reading.match.recipe, left, right)
      )
    })
  }

  /** "sum of a and average of b in sales.csv": what the first clause lacks stands at the end. */
  async function readWithTail(clause: Clause, before: Before, later: Clause): Promise<ResolvedClause | undefined> {
    const own = new Set(clause.tokens.map((token) => token.lower))
    for (const tail of tailsOf(later, clause)) {
      if (own.has(tail.split(' ')[0] ?? '')) continue
      const source = `${clauseText(clause)} ${tail}`
      const read = await readClause({ source, tokens: tokenize(source) }, before)
      if (read) return read
    }
    return undefined
  }

  async function readFrom(
    task: Clause,
    starts: readonly number[],
    at: number,
    left: number,
    earlier: readonly ResolvedClause[],
  ): Promise<ResolvedClause[] | undefined> {
    if (at >= starts.length) return [...earlier]
    if (left === 0) return undefined
    const lastOnly = left === 1
    for (let end = starts.length; end > at; end -= 1) {
      if (lastOnly && end < starts.length) break
      const clause = trimClause(task.source, task.tokens.slice(starts[at], starts[end] ?? task.tokens.length))
      if (clause.tokens.length === 0 && end === starts.length) return [...earlier]
      const later = trimClause(task.source, task.tokens.slice(starts[end] ?? task.tokens.length))
      const read = await readStretch(clause, { earlier, fresh: isFreshStart(task.tokens, starts[at] ?? 0) }, later)
      const rest = read && (await readFrom(task, starts, end, left - 1, [...earlier, ...read]))
      if (rest) return rest
    }
    return undefined
  }

  return {
    ambiguous,
    nearMisses: (task) => nearest((clause) => matchAll(recipes, clause), task),
    async read(task, maxClauses) {
      const whole = { source: task, tokens: tokenize(task) }
      const starts = clauseStarts(whole.tokens)
      if (starts.length > MAX_STARTS) return undefined
      for (let count = 1; count <= maxClauses; count += 1) {
        const clauses = await readFrom(whole, starts, 0, count, [])
        if (!clauses || clauses.length === 0 || clauses.length > maxClauses) continue
        const shared = shareFolder(clauses)
        if (!shared) ambiguous.push('It is not clear which of the questions the condition at the end is meant for.')
        return shared && { clauses: shared }
      }
      return undefined
    },
  }
}

function matchAll(recipes: readonly Recipe[], clause: Clause): RecipeMatch[] {
  return recipes.map((recipe) => matchRecipe(recipe, clause))
}

function speaksOfFiles(clause: Clause): boolean {
  return clause.tokens.some((token) => /^files?$/u.test(token.lower))
}

/** "files with x in their name and files changed today": the second are others. */
function namesFilesAgain(left: Clause, right: Clause): boolean {
  return speaksOfFiles(left) && /^files?$/u.test(right.tokens[0]?.lower ?? '')
}

/** The recipe needs a word from either part. */
function combines(recipe: Recipe, left: Clause, right: Clause): boolean {
  if (speaksOfFiles(right) && !speaksOfFiles(left)) return false
  const [first, second] = [matchRecipe(recipe, left).met, matchRecipe(recipe, right).met]
  return first.some((said, index) => said && !second[index]) && second.some((said, index) => said && !first[index])
}

/** A clause without a request of its own asks the one before again, with its own values. */
function repeated(clause: Clause, before: ResolvedClause | undefined): ResolvedClause | undefined {
  return before && repeatClause(matchRecipe(before.match.recipe, clause), before)
}

function nearest(matchesOf: (clause: Clause) => RecipeMatch[], task: string): RecipeMatch[] {
  const tokens = tokenize(task)
  const starts = clauseStarts(tokens)
  const clauses = [
    trimClause(task, tokens),
    ...starts.slice(0, 8).map((start, index) => trimClause(task, tokens.slice(start, starts[index + 1]))),
  ]
  const distance = (match: RecipeMatch): number => match.unmet * 3 + match.unexplained.length * 2 + match.missing.length - match.anchors
  return clauses
    .filter((clause) => clause.tokens.length > 0)
    .flatMap((clause) =>
      matchesOf(clause)
        .toSorted((a, b) => distance(a) - distance(b))
        .slice(0, 3),
    )
}
