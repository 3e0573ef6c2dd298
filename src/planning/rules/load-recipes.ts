import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { type Recipe, recipeFileSchema, recipeSchema } from './recipe.ts'

/** The recipes of a file that the build has parsed and checked already: doing so anew takes longer than planning with them. */
export type ShippedRecipes = (text: string) => readonly Recipe[] | undefined

export interface LoadedRecipes {
  readonly recipes: readonly Recipe[]
  /** Files and recipes that were left out, with the reason. */
  readonly problems: readonly { readonly path: string; readonly problem: string }[]
}

// Recipes share slots and steps by alias.
const SHARED_PARTS = 100

/** Reads the recipe files in order. What is broken is reported and left out; the rest works. The first holder of an id wins. */
export async function loadRecipes(paths: readonly string[], shipped: ShippedRecipes = () => undefined): Promise<LoadedRecipes> {
  const recipes = new Map<string, Recipe>()
  const problems: { path: string; problem: string }[] = []
  for (const path of paths) {
    const file = await readRecipeFile(path, shipped)
    problems.push(...file.problems.map((problem) => ({ path, problem })))
    for (const recipe of file.recipes) {
      if (recipes.has(recipe.id)) problems.push({ path, problem: `Recipe '${recipe.id}' is defined twice; the first one counts.` })
      else recipes.set(recipe.id, recipe)
    }
  }
  return { recipes: [...recipes.values()], problems }
}

interface RecipeFile {
  readonly recipes: readonly Recipe[]
  readonly problems: readonly string[]
}

async function readRecipeFile(path: string, shipped: ShippedRecipes): Promise<RecipeFile> {
  try {
    const text = readFileSync(path, 'utf8')
    const known = shipped(text)
    if (known) return { recipes: known, problems: [] }
    const { parseYaml } = await import('../../kernel/parse-yaml.ts')
    const data = parseYaml(text, { aliases: SHARED_PARTS })
    const whole = recipeFileSchema.safeParse(data)
    return whole.success ? { recipes: whole.data.recipes, problems: [] } : readOneByOne(data, whole.error)
  } catch (error) {
    return { recipes: [], problems: [error instanceof Error ? error.message : String(error)] }
  }
}

function readOneByOne(data: unknown, error: z.core.$ZodError): RecipeFile {
  const list = typeof data === 'object' && data !== null && 'recipes' in data ? data.recipes : undefined
  if (!Array.isArray(list)) return { recipes: [], problems: [z.prettifyError(error)] }
  const recipes: Recipe[] = []
  const problems: string[] = []
  for (const [index, item] of list.entries()) {
    const parsed = recipeSchema.safeParse(item)
    if (parsed.success) recipes.push(parsed.data)
    else problems.push(`Recipe ${index + 1}: ${z.prettifyError(parsed.error)}`)
  }
  return { recipes, problems }
}
