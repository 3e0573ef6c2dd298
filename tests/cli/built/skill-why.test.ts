import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'

let place: ClawPlace

beforeAll(() => {
  place = clawPlace()
})
afterAll(() => place.remove())

const claw = (...args: string[]) => place.run(args)
const why = async (...args: string[]) => JSON.parse((await claw('skill', 'why', ...args, '--json')).stdout).result

describe('claw skill why', () => {
  it('names the skill whose recipe reads the task, and the recipes that came near', async () => {
    const result = await why('How many TypeScript files are here, and which five are the largest?')
    expect(result.skills[0]).toMatchObject({ skill_id: 'file_system', brought: true })
    expect(result.skills[0].reason).toContain('by its recipe files-count-ranked, and belongs to file-analyst')
    expect(result.recipes[0]).toMatchObject({ recipe_id: 'files-count-ranked', skill_id: 'file_system', reads: true })
    expect(result.recipes[1]).toMatchObject({ reads: false, reason: expect.any(String) })
    expect(result.run.parts[0]).toMatchObject({ recipe_id: 'files-count-ranked', agent_id: 'file-analyst' })
    expect(readdirSync(place.workspace)).toEqual([])
  })

  it('reads several parts by several recipes', async () => {
    const { run, recipes } = await why('count the Python files, then show the columns of sales.csv')
    const used = run.parts.map((part: { recipe_id: string }) => part.recipe_id)
    expect(used).toHaveLength(2)
    expect(
      recipes
        .filter((recipe: { reads: boolean }) => recipe.reads)
        .map((recipe: { recipe_id: string }) => recipe.recipe_id)
        .sort(),
    ).toEqual(used.sort())
  })

  it('says what a new agent would be given when nobody holds the tools', async () => {
    const result = await why('count the words of the poem', '--tools', 'python_exec')
    const python = result.skills.find((skill: { skill_id: string }) => skill.skill_id === 'python_scripting')
    expect(result.agent_id).toBeNull()
    expect(python).toMatchObject({ brought: true, reason: expect.stringContaining('is the nearest skill with python_exec') })
  })

  it('brings nothing to what no skill is about, and says why', async () => {
    const { stdout, code } = await claw('skill', 'why', 'book', 'a', 'flight')
    expect(code).toBe(0)
    expect(stdout).toMatch(/brings +no skill/)
    expect(stdout).toMatch(/git +no +-?0\.\d\d +terminal +is not related to the task/)
    expect(stdout).toMatch(/knows nothing of “book”, “flight”\n/)
  })

  it.each([
    [['skill', 'wy', 'x'], 'Did you mean why?'],
    [['skills', 'acept', 'git'], 'Did you mean accept?'],
    [['skil'], "Did you mean 'claw skill'?"],
    [['skill', 'why'], 'TASK_EMPTY'],
    [['skill', 'why', ''], 'TASK_EMPTY'],
    [['skills', 'list', 'git'], "does not take 'git'"],
    [['skills', '--limit', '3'], '--limit belongs to why'],
    [['skill', 'accept'], 'accept needs the skill'],
  ])('refuses %j', async (args, hint) => {
    const run = await claw(...args)
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(hint)])
  })

  it('takes any text for a task', async () => {
    const { stdout, code } = await place.run(['skill', 'why', '-'], { input: `${'list \u001b[31m the files; '.repeat(3000)}` })
    expect([code, stdout.includes('\u001b')]).toEqual([0, false])
  })
})
