import type { PlanOutcome } from '../planner.ts'
import type { ExampleIndex } from './example-index.ts'
import type { RecipeMatch } from './match-recipe.ts'
import type { TaskReader } from './read-task.ts'

const SUGGESTIONS = 4

/** Says what was not understood, and what could be asked instead. */
export async function refuse(given: {
  readonly task: string
  readonly reader: TaskReader
  readonly index: ExampleIndex
  readonly tooLong: boolean
}): Promise<PlanOutcome> {
  const near = given.tooLong ? [] : given.reader.nearMisses(given.task)
  const reasons = given.tooLong ? ['The task is longer than 4000 characters.'] : [...given.reader.ambiguous, ...reasonsOf(near)]
  const errors = [...new Set(reasons)].slice(0, 3)
  return {
    ok: false,
    code: 'NO_MODEL',
    message: ["I can't plan this without a language model.", ...errors.slice(0, 1)].join(' '),
    errors,
    suggestions: await given.index.nearestExamples(given.task.slice(0, 500), SUGGESTIONS),
  }
}

function reasonsOf(near: readonly RecipeMatch[]): string[] {
  const askable = near.find((match) => match.unmet === 0 && match.unexplained.length === 0 && (match.missing.length > 0 || match.anaphor))
  if (askable) return [missingReason(askable)]
  const best = near.filter((match) => match.unmet === 0)[0] ?? near[0]
  if (!best || best.unexplained.length === 0) return ['It is not clear what is asked for.']
  const words = [...new Set(best.unexplained)].slice(0, 5).map((word) => `“${word}”`)
  return [`No recipe knows what to do with ${words.join(', ')}.`]
}

function missingReason(match: RecipeMatch): string {
  const name = match.missing[0]
  if (name === undefined) return 'It is not clear what “it” stands for.'
  return match.recipe.slots[name]?.ask ?? `Missing: ${name.replaceAll('_', ' ')}.`
}
