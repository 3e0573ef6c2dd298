import type { Json } from '../../kernel/json.ts'
import { clauseText } from './clause.ts'
import type { ExampleIndex } from './example-index.ts'
import type { RecipeMatch } from './match-recipe.ts'
import type { TaskReader } from './read-task.ts'
import type { ResolvedClause } from './resolve-clause.ts'

/** How a recipe reads a part of a task. */
export interface RecipeReading {
  readonly recipe_id: string
  readonly description: string
  /** The part of the task. */
  readonly clause: string
  /** It would carry the part out. */
  readonly reads: boolean
  /** Cosine of the part to the recipe's nearest example. */
  readonly similarity: number
  /** Values that it finds in the part. */
  readonly slots: Readonly<Record<string, Json>>
  readonly reason: string
}

/** The recipes that read the task, then those that came nearest to doing so, each with what keeps it from it. */
export async function explainReadings(given: {
  readonly task: string
  readonly reader: TaskReader
  readonly index: ExampleIndex
  readonly clauses: readonly ResolvedClause[]
}): Promise<RecipeReading[]> {
  const { clauses, index } = given
  const read = clauses.map(({ match }) => match)
  const known = new Set(read.map((match) => match.recipe.id))
  const near = given.reader.nearMisses(given.task).filter((match) => !known.has(match.recipe.id) && known.add(match.recipe.id))
  const readings = [
    ...read.map((match) => toReading(match, index, 'every word is accounted for')),
    ...near.map((match) => toReading(match, index)),
  ]
  return Promise.all(readings)
}

async function toReading(match: RecipeMatch, index: ExampleIndex, why?: string): Promise<RecipeReading> {
  const { recipe, filled: slots } = match
  const clause = clauseText(match.clause)
  const similarity = (await index.similarity(clause, [recipe])).get(recipe) ?? 0
  return {
    recipe_id: recipe.id,
    description: recipe.description,
    clause,
    reads: why !== undefined,
    similarity,
    slots,
    reason: why ?? whyNot(match),
  }
}

const SHOWN = 4

function whyNot({ recipe, met, unmet, unexplained, missing, anaphor }: RecipeMatch): string {
  if (unmet > met.length) return 'the task says something that it never means'
  const unsaid = recipe.needs.find((_, group) => met[group] === false)
  if (unsaid !== undefined) return `none of ${listed(unsaid)} is said`
  if (unexplained.length > 0) return `knows nothing of ${listed(unexplained)}`
  if (missing.length > 0) return `lacks ${listed(missing)}`
  return anaphor ? 'it is not clear what “it” stands for' : 'another recipe accounts for more'
}

function listed(words: readonly string[]): string {
  const distinct = [...new Set(words)]
  const shown = distinct.slice(0, SHOWN).map((word) => `“${word}”`)
  return `${shown.join(', ')}${distinct.length > SHOWN ? ', ...' : ''}`
}
