import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isReadOnlyPlan } from '../../../src/planning/rules/is-read-only-plan.ts'
import { loadAllRecipes, planTask } from './load-all-recipes.ts'
import { slotText } from './slot-text.ts'

const lines = (name: string): string[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

interface Expected {
  readonly recipe: string
  readonly depends: readonly string[]
  readonly slots: readonly (readonly [string, string])[]
}

function expected(text: string): Expected[] {
  return text.split(' | ').map((part) => {
    const [head = '', ...rest] = part.trim().match(/(?:[^\s"]|"[^"]*")+/gu) ?? []
    const [recipe = '', depends = ''] = head.split('<')
    const slots = rest.map((slot) => [slot.slice(0, slot.indexOf('=')), slot.slice(slot.indexOf('=') + 1).replaceAll('"', '')] as const)
    return { recipe, depends: depends === '' ? [] : depends.split(','), slots }
  })
}

describe('recipes', () => {
  it('all load', async () => {
    const { recipes, problems } = await loadAllRecipes()
    expect(problems).toEqual([])
    expect(recipes.length).toBeGreaterThan(50)
  })
})

describe('tasks that are planned', () => {
  it.each(['planned.txt', 'held-out.txt', 'people-1.txt', 'people-2.txt', 'people-3.txt', 'people-4.txt'].flatMap(lines))(
    '%s',
    async (line) => {
      const [task = '', plan = ''] = line.split(' => ')
      const outcome = await planTask(task)
      if (!outcome.ok) throw new Error(outcome.message)
      const subtasks = outcome.plan.subtasks
      const wanted = expected(plan)
      expect(subtasks.map((subtask) => subtask.recipe?.recipe_id)).toEqual(wanted.map((entry) => entry.recipe))
      for (const [index, entry] of wanted.entries()) {
        expect(subtasks[index]?.depends_on).toEqual(entry.depends)
        for (const [name, value] of entry.slots) expect([name, slotText(subtasks[index]?.recipe?.slots[name])]).toEqual([name, value])
      }
    },
  )
})

describe('tasks that are refused', () => {
  it.each(lines('refused.txt'))('%s', async (task) => {
    const outcome = await planTask(task)
    expect(outcome.ok ? outcome.plan.subtasks.map((subtask) => subtask.recipe?.recipe_id) : outcome.code).toBe('NO_MODEL')
    if (!outcome.ok) expect(outcome.suggestions.length).toBeGreaterThanOrEqual(3)
  })
})

describe('a plan', () => {
  it('tells whether it only reads', async () => {
    const read = await planTask('count the Python files')
    const write = await planTask('count the Python files and write it to out.md')
    expect(read.ok && isReadOnlyPlan(read.plan)).toBe(true)
    expect(write.ok && isReadOnlyPlan(write.plan)).toBe(false)
  })

  it('stays within the allowed number of subtasks', async () => {
    const outcome = await planTask('count the Python files in src and what is the largest file in docs', 1)
    expect(outcome.ok).toBe(false)
  })
})

/** Single tasks of the tables with the recipe that answers them, without the politeness around them. */
function singles(): { task: string; recipe: string }[] {
  return ['planned.txt', 'held-out.txt', 'people-1.txt', 'people-2.txt', 'people-3.txt', 'people-4.txt'].flatMap(lines).flatMap((line) => {
    const [task = '', plan = ''] = line.split(' => ')
    const [only, ...more] = expected(plan)
    return only && more.length === 0 ? [{ task: task.replace(/[.?!]+$/u, '').replace(/,? please$/u, ''), recipe: only.recipe }] : []
  })
}

it('loses nothing of two tasks that are typed as one', { timeout: 60_000 }, async () => {
  const tasks = singles()
  const lost: string[] = []
  for (let index = 0; index < 240; index += 1) {
    const [first, second] = [tasks[(index * 7) % tasks.length], tasks[(index * 31 + 17) % tasks.length]]
    if (!first || !second) continue
    const joined = first.task + [' and ', ', then ', '; ', '. ', ' and also '][index % 5] + second.task
    const outcome = await planTask(joined)
    if (!outcome.ok) continue
    const recipes = outcome.plan.subtasks.map((subtask) => subtask.recipe?.recipe_id)
    if (recipes.join() !== [first.recipe, second.recipe].join()) lost.push(`${joined} => ${recipes.join()}`)
  }
  expect(lost).toEqual([])
})
