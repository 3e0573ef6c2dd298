import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createStaticEmbedder } from '../../../src/embedding/create-static-embedder.ts'
import { createRulesPlanner, type RulesOutcome } from '../../../src/planning/create-rules-planner.ts'
import { type LoadedRecipes, loadRecipes } from '../../../src/planning/rules/load-recipes.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export function loadAllRecipes(): Promise<LoadedRecipes> {
  const skills = join(root, 'skills')
  return loadRecipes(
    readdirSync(skills)
      .map((skill) => join(skills, skill, 'recipes.yaml'))
      .filter((path) => existsSync(path)),
  )
}

const planner = createRulesPlanner({
  embedder: createStaticEmbedder({ assetDir: join(root, 'src/embedding/static') }),
  recipes: (await loadAllRecipes()).recipes,
})

export function planTask(task: string, max_subtasks = 4): Promise<RulesOutcome> {
  return planner.plan({ task, phase: 'execution', context: {}, discovered: {}, agents: [], max_subtasks }, new AbortController().signal)
}
