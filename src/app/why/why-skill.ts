import { type JsonObject, toJson } from '../../kernel/json.ts'
import { loadRecipes } from '../../planning/rules/load-recipes.ts'
import type { RecipeWhy, SkillWhy } from '../../view/why-rows.ts'
import { openRulesPlanner, usableSkills } from '../open-planners.ts'
import { openRouter } from '../open-router.ts'
import type { Services } from '../open-services.ts'
import { requireTask } from '../require-task.ts'
import { chosenSkills } from './chosen-skills.ts'
import type { WhyOptions } from './why-port.ts'
import { whyRun } from './why-run.ts'

/** Three ways lead a skill to a task: a recipe of it reads the task, the agent that is taken has it, or a new agent would be given it. */
export async function whySkill(services: Services, given: string, { required_tools, limit }: WhyOptions): Promise<SkillWhy> {
  const task = requireTask(given)
  const router = openRouter(services)
  const { agent_id } = await router.route({ task, required_tools })
  const run = await whyRun(services, router, task)
  const recipes = await whyRecipes(services, task)
  const skills = await chosenSkills(services, { task, required_tools, agent_id, run, recipes })
  return {
    task: services.redactor.text(task),
    embedder: services.phraseEmbedder.model,
    required_tools,
    reason: reasonOf(skills, agent_id),
    agent_id,
    run,
    skills: skills.slice(0, limit),
    recipes: recipes.slice(0, limit),
  }
}

async function whyRecipes(services: Services, task: string): Promise<RecipeWhy[]> {
  const { planner } = await openRulesPlanner(services)
  const readings = await planner.explain(task, services.config.maxSubtasksPerPhase)
  const skillOf = await skillsOfRecipes(services)
  return readings
    .map((reading) => ({ ...reading, slots: toJson(reading.slots) as JsonObject, skill_id: skillOf.get(reading.recipe_id) ?? null }))
    .sort((a, b) => Number(b.reads) - Number(a.reads) || b.similarity - a.similarity)
}

/** The first skill that has a recipe is the one that counts, as for the planner. */
async function skillsOfRecipes(services: Services): Promise<Map<string, string>> {
  const skillOf = new Map<string, string>()
  for (const { skill_id, recipesPath } of await usableSkills(services)) {
    if (recipesPath === null) continue
    const { recipes } = await loadRecipes([recipesPath], services.yaml.recipes)
    for (const { id } of recipes) if (!skillOf.has(id)) skillOf.set(id, skill_id)
  }
  return skillOf
}

function reasonOf(skills: SkillWhy['skills'], agent_id: string | null): string {
  const brought = skills.filter((skill) => skill.brought)
  if (brought.length > 0) return brought.map(({ skill_id, reason }) => `${skill_id} ${reason}`).join('; ')
  return agent_id === null
    ? 'no skill has to do with the task: a new agent would be given none'
    : `${agent_id}, who would be taken, has no skills`
}
