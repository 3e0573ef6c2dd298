import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { type Recipe, recipeFileSchema, recipeSchema } from './recipe.ts'

/** The data of a YAML text that was parsed at build time: parsing the shipped recipes anew takes longer than everything else of a run. */
export type ParsedYaml = (text: string) => unknown

export interface LoadedRecipes {
  readonly recipes: readonly Recipe[]
  /** Files and recipes that were left out, with the reason. */
  readonly problems: readonly { readonly path: string; readonly problem: string }[]
}

/** Reads the recipe files in order. What is broken is reported and left out; the rest works. The first holder of an id wins. */
export function loadRecipes(paths: readonly string[], parsed: ParsedYaml = () => undefined): LoadedRecipes {
  const recipes = new Map<string, Recipe>()
  const problems: { path: string; problem: string }[] = []
  for (const path of paths) {
    const file = readRecipeFile(path, parsed)
    problems.push(...file.problems.map((problem) => ({ path, problem })))
    for (const recipe of file.recipes) {
      if (recipes.has(recipe.id)) problems.push({ path, problem: `Recipe '${recipe.id}' is defined twice; the first one counts.` })
      else recipes.set(recipe.id, recipe)
    }
  }
  return { recipes: [...recipes.values()], problems }
}

function readRecipeFile(path: string, parsed: ParsedYaml): { recipes: Recipe[]; problems: string[] } {
  try {
    const text = readFileSync(path, 'utf8')
    const data = parsed(text) ?? parse(text)
    const whole = recipeFileSchema.safeParse(data)
    return whole.success ? { recipes: whole.data.recipes, problems: [] } : readOneByOne(data, whole.error)
  } catch (error) {
    return { recipes: [], problems: [error instanceof Error ? error.message : String(error)] }
  }
}

function readOneByOne(data: unknown, error: z.core.$ZodError): { recipes: Recipe[]; problems: string[] } {
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
