import type { Skill } from '../capsules/agent-folder.ts'
import type { CoordinatorPorts, RulesPlanning } from '../coordinator/ports.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { createRulesPlanner, type RulesPlanner } from '../planning/create-rules-planner.ts'
import { joinResults } from '../planning/model/join-results.ts'
import { isReadOnlyPlan } from '../planning/rules/is-read-only-plan.ts'
import { loadRecipes } from '../planning/rules/load-recipes.ts'
import { organizeTask } from '../planning/rules/organize-task.ts'
import type { Recipe } from '../planning/rules/recipe.ts'
import type { Services } from './open-services.ts'

export async function openPlanners(services: Services, provider: string = services.config.provider): Promise<CoordinatorPorts['planners']> {
  return { rules: await openRules(services), model: provider === 'rules' ? null : await openModelPlanning() }
}

export async function openRules(services: Services): Promise<RulesPlanning> {
  const { planner, recipes } = await openRulesPlanner(services)
  return {
    plan: planner.plan,
    readsOnly: isReadOnlyPlan,
    organize: (wanted) => organizeTask(recipes, wanted) ?? missingRecipes(),
    join: joinResults,
  }
}

export interface OpenedRules {
  readonly planner: RulesPlanner
  readonly recipes: readonly Recipe[]
}

/** The planner over the recipes of the skills that may be used. */
export async function openRulesPlanner(services: Services): Promise<OpenedRules> {
  const { phraseEmbedder, yaml } = services
  const paths = (await usableSkills(services)).flatMap(({ recipesPath }) => recipesPath ?? [])
  const { recipes } = await loadRecipes(paths, yaml.recipes)
  return { planner: createRulesPlanner({ embedder: phraseEmbedder, recipes }), recipes }
}

/** Those that did not change in a way that a person is to be asked about. */
export async function usableSkills({ catalog }: Services): Promise<Skill[]> {
  const skills: Skill[] = []
  for (const skill of catalog.skills()) if (await catalog.pins.mayUse(skill)) skills.push(skill)
  return skills
}

function missingRecipes(): never {
  throw new ClawError('NO_MODEL', 'The recipes for organising a folder are not installed.')
}

async function openModelPlanning() {
  const { createModelPlanning } = await import('../planning/model/create-model-planning.ts')
  return createModelPlanning()
}
