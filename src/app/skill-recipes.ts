import type { Skill } from '../capsules/agent-folder.ts'
import type { SkillRecipe } from '../capsules/propose-agent-from-catalog.ts'
import type { ShippedRecipes } from '../planning/rules/load-recipes.ts'

/** The recipes of the skills as a new agent can be described by them: what they do, with which tools, and how people ask for it. */
export async function skillRecipes(skills: readonly Skill[], shipped: ShippedRecipes): Promise<SkillRecipe[]> {
  const { loadRecipes } = await import('../planning/rules/load-recipes.ts')
  const { sampleOf } = await import('../planning/rules/example-index.ts')
  const lists = skills.map(async ({ skill_id, recipesPath }) => {
    if (recipesPath === null) return []
    const { recipes } = await loadRecipes([recipesPath], shipped)
    return recipes.map((recipe) => ({
      skill_id,
      description: recipe.description,
      tools: [...new Set(recipe.steps.map((step) => step.tool))],
      phrasings: recipe.examples.map((example) => sampleOf(recipe, example).replace(/\s+/g, ' ').trim()),
    }))
  })
  return (await Promise.all(lists)).flat()
}
