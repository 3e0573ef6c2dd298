import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matchRecipe, mayMeet, stemsOf } from '../../../src/planning/rules/match-recipe.ts'
import { tokenize } from '../../../src/planning/rules/tokenize.ts'
import { loadAllRecipes } from './load-all-recipes.ts'

const FILES = ['planned.txt', 'held-out.txt', 'people-1.txt', 'people-2.txt', 'people-3.txt']
const tasks = FILES.flatMap((file) => readFileSync(join(import.meta.dirname, file), 'utf8').split('\n')).map(
  (line) => line.split(' => ')[0] ?? '',
)

describe('mayMeet', () => {
  it('never rules out a recipe whose needs a task meets', async () => {
    const { recipes } = await loadAllRecipes()
    const lost = tasks.flatMap((source) => {
      const clause = { source, tokens: tokenize(source) }
      const stems = stemsOf(clause)
      return recipes
        .filter((recipe) => !mayMeet(recipe, stems) && matchRecipe(recipe, clause).unmet === 0)
        .map((recipe) => `${recipe.id}: ${source}`)
    })
    expect(tasks.length).toBeGreaterThan(300)
    expect(lost).toEqual([])
  })
})
