import { chooseSkills } from '../../capsules/profile/choose-skills.ts'
import type { RecipeWhy, RunWhy, SkillChoiceWhy } from '../../view/why-rows.ts'
import type { Services } from '../open-services.ts'

export interface SkillQuestion {
  readonly task: string
  readonly required_tools: readonly string[]
  /** Who would be given the task as a whole. */
  readonly agent_id: string | null
  readonly run: RunWhy
  readonly recipes: readonly RecipeWhy[]
}

/** Every skill with how it would come to the task, or why not: those that would come first. */
export async function chosenSkills({ catalog, phraseEmbedder }: Services, question: SkillQuestion): Promise<SkillChoiceWhy[]> {
  const { task, required_tools: requiredTools } = question
  const choices = await chooseSkills({
    task,
    skills: catalog.skills(),
    recipes: await catalog.recipes(),
    requiredTools,
    embed: (texts) => phraseEmbedder.embed(texts),
  })
  const takers = takersOf(question)
  return choices
    .map(({ skill, cosine, place, reason }) => {
      const { skill_id, description, tools } = skill
      const ways = [
        ...byRecipes(skill_id, question),
        ...takers.flatMap((agent_id) => (has(catalog, agent_id, skill_id) ? [`belongs to ${agent_id}`] : [])),
      ]
      if (takers.length === 0 && place !== null) ways.push(`would be given to a new agent: it ${reason}`)
      const why = ways.length > 0 ? ways.join(', and ') : takers.length > 0 ? `is not a skill of ${takers.join(' or ')}` : reason
      return { skill_id, description, tools, similarity: cosine, brought: ways.length > 0, reason: why }
    })
    .sort((a, b) => Number(b.brought) - Number(a.brought) || b.similarity - a.similarity)
}

/** Who would work on it: for each part that a recipe reads, or for the whole. */
function takersOf({ run, agent_id }: SkillQuestion): string[] {
  const ofParts = run.parts.flatMap((part) => part.agent_id ?? [])
  if (run.parts.length > 0) return [...new Set(ofParts)]
  return agent_id === null ? [] : [agent_id]
}

function byRecipes(skill_id: string, { run, recipes }: SkillQuestion): string[] {
  const used = new Set(run.parts.map((part) => part.recipe_id))
  return recipes
    .filter((recipe) => recipe.reads && recipe.skill_id === skill_id && used.has(recipe.recipe_id))
    .map((recipe) => `reads “${recipe.clause}” by its recipe ${recipe.recipe_id}`)
}

function has(catalog: Services['catalog'], agent_id: string, skill_id: string): boolean {
  return catalog.get(agent_id)?.manifest.skill_ids.includes(skill_id) === true
}
