import type { Plan } from '../../protocol/plan.ts'
import { buildPlan } from './build-plan.ts'
import type { Recipe } from './recipe.ts'

export interface OrganizeTask {
  readonly path: string
  readonly dryRun: boolean
  readonly recursive: boolean
}

/** The plan behind `--organize-path`: the same recipes that a sentence leads to. Undefined when the recipes are not installed. */
export function organizeTask(recipes: readonly Recipe[], { path, dryRun, recursive }: OrganizeTask): Plan | undefined {
  const id = dryRun ? 'organize-preview' : 'organize-apply'
  const recipe = recipes.find((candidate) => candidate.id === id)
  if (!recipe) return undefined
  const source = `organize ${path} by type${dryRun ? '' : ' for real'}`
  const clause = { source, tokens: [{ kind: 'word' as const, text: source, lower: source, stem: source, start: 0, end: source.length }] }
  const slots = { folder: path, recursive: recursive ? 'yes' : null }
  const match = {
    recipe,
    clause,
    filled: slots,
    missing: [],
    unexplained: [],
    unmet: 0,
    met: [],
    asks: true,
    written: new Set<string>(),
    anaphor: false,
    anchors: 1,
  }
  return buildPlan([{ match, slots, needs: [], weight: 1, fresh: true }], 'execution')
}
