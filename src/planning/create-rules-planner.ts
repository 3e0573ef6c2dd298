import { abortReason } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { Planner, PlanOutcome } from './planner.ts'
import { buildPlan } from './rules/build-plan.ts'
import { type Clause, clauseText } from './rules/clause.ts'
import { distinctClauses } from './rules/distinct-clauses.ts'
import { createExampleIndex, type ExampleIndex, type TextEmbedder } from './rules/example-index.ts'
import { explainReadings, type RecipeReading } from './rules/explain-readings.ts'
import { createTaskReader, type TaskReader } from './rules/read-task.ts'
import type { Recipe } from './rules/recipe.ts'
import { refuse } from './rules/refuse.ts'
import type { ResolvedClause } from './rules/resolve-clause.ts'

const MAX_TASK = 4000
/** Two readings of equal weight are told apart only by a clear difference of their cosines. */
const CLEAR_MARGIN = 0.04

/** `sureness` is the smallest cosine, over the clauses, to an example of the chosen recipe. */
export type RulesOutcome = PlanOutcome & { readonly sureness?: number }

export interface RulesPlanner extends Planner {
  plan(input: Parameters<Planner['plan']>[0], signal: AbortSignal): Promise<RulesOutcome>
  /** The recipes that read a task, then those that came near, with the reason. Nothing for a task that is too long to be read. */
  explain(task: string, maxClauses: number): Promise<RecipeReading[]>
}

/** Plans without a model: recipes, typed slots, and a refusal wherever a word of the task is not accounted for. */
export function createRulesPlanner(options: { readonly embedder: TextEmbedder; readonly recipes: readonly Recipe[] }): RulesPlanner {
  const index = createExampleIndex(options.recipes, options.embedder)
  const readerOf = (): TaskReader => createTaskReader(options.recipes, (clause, readings) => chooseReading(index, clause, readings))
  return {
    async explain(task, maxClauses) {
      if (task.length > MAX_TASK) return []
      const reader = readerOf()
      const read = await reader.read(task, maxClauses)
      return explainReadings({ task, reader, index, clauses: read?.clauses ?? [] })
    },
    async plan(input, signal) {
      if (signal.aborted) throw abortReason(signal)
      if (options.recipes.length === 0)
        throw new ClawError('NO_MODEL', 'No recipes are installed, so nothing can be planned without a model.')
      const reader = readerOf()
      const read = input.task.length > MAX_TASK ? undefined : await reader.read(input.task, input.max_subtasks)
      if (!read) return refuse({ task: input.task, reader, index, tooLong: input.task.length > MAX_TASK })
      return { ok: true, plan: buildPlan(distinctClauses(read.clauses), input.phase), sureness: await sureness(index, read.clauses) }
    },
  }
}

/** The reading that accounts for more wins; between equals the meaning decides, if it does so clearly. */
async function chooseReading(
  index: ExampleIndex,
  clause: Clause,
  readings: readonly ResolvedClause[],
): Promise<ResolvedClause | undefined> {
  const most = Math.max(...readings.map((reading) => reading.weight))
  const best = readings.filter((reading) => reading.weight > most - 0.5)
  if (best.length < 2) return best[0]
  const cosines = await index.similarity(
    clauseText(clause),
    best.map((reading) => reading.match.recipe),
  )
  const score = (reading: ResolvedClause): number => (cosines.get(reading.match.recipe) ?? 0) + reading.weight / 10
  const [first, second] = best.toSorted((a, b) => score(b) - score(a))
  return first && second && score(first) - score(second) >= CLEAR_MARGIN ? first : undefined
}

async function sureness(index: ExampleIndex, clauses: readonly ResolvedClause[]): Promise<number> {
  const cosines = await Promise.all(
    clauses.map(
      async (clause) => (await index.similarity(clauseText(clause.match.clause), [clause.match.recipe])).get(clause.match.recipe) ?? 0,
    ),
  )
  return Math.min(...cosines)
}
