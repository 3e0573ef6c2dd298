import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'

let place: ClawPlace
beforeEach(() => {
  place = clawPlace({ 'x/a.txt': 'a\n', 'x/b.png': 'p\n' })
})
afterEach(() => place.remove())

const at = (path: string): string => join(place.workspace, path)
const organise = async (): Promise<string> =>
  JSON.parse((await place.run(['run', '--json', '--organize-path', 'x'])).stdout).run_id as string

describe('claw undo', { timeout: 30_000 }, () => {
  it('moves files back, removes the folders made, and then has nothing left', async () => {
    const run_id = await organise()
    expect(existsSync(at('x/Documents/a.txt'))).toBe(true)
    expect((await place.run(['undo', run_id])).code).toBe(2)
    const planned = JSON.parse((await place.run(['undo', run_id, '--dry-run', '--json'])).stdout)
    expect(planned.result.undone).toHaveLength(4)
    expect(existsSync(at('x/a.txt'))).toBe(false)
    expect((await place.run(['undo', run_id.slice(0, 6), '--yes'], { cwd: place.root })).code).toBe(0)
    expect(readFileSync(at('x/a.txt'), 'utf8')).toBe('a\n')
    expect(existsSync(at('x/Documents'))).toBe(false)
    const again = JSON.parse((await place.run(['undo', run_id, '--yes', '--json'])).stdout)
    expect(again.result).toMatchObject({ undone: [], skipped: [] })
    expect((await place.run(['audit', '--json'])).stdout).toContain('run.undone')
  })

  it('leaves and names what was changed since', async () => {
    const run_id = await organise()
    writeFileSync(at('x/Documents/a.txt'), 'mine\n')
    const undone = await place.run(['undo', run_id, '--yes'])
    expect(undone.code).toBe(10)
    expect(undone.stdout).toContain('it was changed since')
    expect(readFileSync(at('x/Documents/a.txt'), 'utf8')).toBe('mine\n')
    expect(readFileSync(at('x/b.png'), 'utf8')).toBe('p\n')
  })

  it('takes back only what lies below the paths named', async () => {
    const run_id = await organise()
    const undone = await place.run(['undo', run_id, '--yes', '--json', '--path', 'x/a.txt', '--path', 'x/b.png'])
    expect(JSON.parse(undone.stdout).result.undone).toHaveLength(2)
    expect([readFileSync(at('x/a.txt'), 'utf8'), readFileSync(at('x/b.png'), 'utf8')]).toEqual(['a\n', 'p\n'])
    expect(existsSync(at('x/Documents'))).toBe(true)
  })

  it('lets one of two undos at once do the work', async () => {
    const run_id = await organise()
    const both = await Promise.all([place.run(['undo', run_id, '--yes']), place.run(['undo', run_id, '--yes'])])
    expect(both.some(({ code }) => code === 0)).toBe(true)
    expect(readFileSync(at('x/a.txt'), 'utf8')).toBe('a\n')
    expect(readFileSync(at('x/b.png'), 'utf8')).toBe('p\n')
    expect(existsSync(at('x/Documents'))).toBe(false)
  })
})
