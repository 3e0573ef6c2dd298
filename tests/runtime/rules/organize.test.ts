import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { organizeTask } from '../../../src/planning/rules/organize-task.ts'
import { loadAllRecipes } from '../../planning/rules/load-all-recipes.ts'
import { carryOut, carryOutPlan } from './real-tools.ts'

const { recipes } = await loadAllRecipes()
let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'claw-organize-'))
})
afterEach(() => rmSync(workspace, { recursive: true, force: true }))

function write(path: string, content: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true })
  writeFileSync(join(workspace, path), content)
}

function tree(): Record<string, string> {
  const names = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(workspace.length + 1), readFileSync(path, 'utf8')]
    }),
  )
}

async function organize(given: { path?: string; dryRun?: boolean; recursive?: boolean }): Promise<string> {
  const plan = organizeTask(recipes, { path: given.path ?? 'inbox', dryRun: given.dryRun ?? false, recursive: given.recursive ?? false })
  if (!plan) throw new Error('no plan')
  return (await carryOutPlan(workspace, plan)).join('\n')
}

describe('organizeTask', () => {
  it('is undefined without its recipes', () => {
    expect(organizeTask([], { path: '.', dryRun: true, recursive: false })).toBeUndefined()
  })

  it('moves nothing in a dry run, and says what it would do', async () => {
    write('inbox/a.png', 'a')
    write('inbox/b.txt', 'b')
    const before = tree()
    const said = await organize({ dryRun: true })
    expect(said).toBe(
      'Dry run: nothing was moved. 2 files in inbox would go into 2 folders:\n' +
        '  inbox/a.png  -> inbox/Images/a.png\n  inbox/b.txt  -> inbox/Documents/b.txt\nTo really move them: organize inbox by type for real',
    )
    expect(tree()).toEqual(before)
    expect(existsSync(join(workspace, 'inbox/Images'))).toBe(false)
  })

  it('never overwrites: a name that is taken gets a number', async () => {
    write('inbox/a.png', 'new')
    write('inbox/Images/a.png', 'old')
    write('inbox/Images/a (2).png', 'older')
    expect(await organize({})).toContain('inbox/a.png  -> inbox/Images/a (3).png')
    expect(tree()).toEqual({ 'inbox/Images/a.png': 'old', 'inbox/Images/a (2).png': 'older', 'inbox/Images/a (3).png': 'new' })
  })

  it('leaves subfolders alone unless it is told to go into them', async () => {
    write('inbox/a.png', 'a')
    write('inbox/deep/b.png', 'b')
    await organize({})
    expect(tree()).toEqual({ 'inbox/Images/a.png': 'a', 'inbox/deep/b.png': 'b' })
  })

  it('with recursion brings files of the same name together under different names', async () => {
    write('inbox/a.png', '1')
    write('inbox/x/a.png', '2')
    write('inbox/x/y/a.png', '3')
    const said = await organize({ recursive: true })
    expect(said).toContain('Moved 3 files in inbox into 1 folder')
    const after = tree()
    expect(Object.keys(after).toSorted()).toEqual(['inbox/Images/a (2).png', 'inbox/Images/a (3).png', 'inbox/Images/a.png'])
    expect(Object.values(after).toSorted()).toEqual(['1', '2', '3'])
  })

  it('changes nothing the second time', async () => {
    write('inbox/a.png', 'a')
    write('inbox/notes', 'n')
    await organize({ recursive: true })
    const after = tree()
    expect(await organize({ recursive: true })).toBe('Nothing to do: the files in inbox are in place.')
    expect(tree()).toEqual(after)
    expect(after).toEqual({ 'inbox/Images/a.png': 'a', 'inbox/Other/notes': 'n' })
  })

  it('takes an absolute path, as the command line gives it', async () => {
    write('inbox/a.png', 'new')
    write('inbox/Images/a.png', 'old')
    await organize({ path: join(workspace, 'inbox') })
    expect(tree()).toEqual({ 'inbox/Images/a.png': 'old', 'inbox/Images/a (2).png': 'new' })
  })

  it('leaves hidden files where they are', async () => {
    write('inbox/.keep', '')
    expect(await organize({})).toBe('Nothing to do: the files in inbox are in place.')
  })

  it('names a folder that is not there', async () => {
    expect(await organize({ path: 'nosuch' })).toBe('PATH_NOT_FOUND: There is nothing at “nosuch”.')
  })

  it('asked for in words moves only when that is said', async () => {
    write('in box/a.png', 'a')
    expect((await carryOut(workspace, 'organise the folder "in box" by type')).join()).toContain(
      'Dry run: nothing was moved. 1 file in in box',
    )
    expect(tree()).toEqual({ 'in box/a.png': 'a' })
    await carryOut(workspace, 'organise the folder "in box" by type for real')
    expect(tree()).toEqual({ 'in box/Images/a.png': 'a' })
  })
})

it('is not stopped by what lies deep in subfolders', async () => {
  write('inbox/a.png', 'a')
  for (let index = 0; index < 5200; index += 1) write(`inbox/deep/${index}`, '')
  expect(await organize({})).toContain('Moved 1 file in inbox into 1 folder')
})
