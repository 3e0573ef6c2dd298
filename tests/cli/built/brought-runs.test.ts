import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'

const REPO = resolve(import.meta.dirname, '../../..')
let place: ClawPlace

beforeEach(() => {
  place = clawPlace({ 'a.txt': 'one' })
})
afterEach(() => place.remove())

// Whoever cloned the folder has a home of their own.
const stranger = () => ({ HOME: join(place.root, 'other-home') })
const asStranger = (...args: string[]) => place.run(args, { env: stranger() })
const json = async (args: string[], env = {}) => JSON.parse((await place.run([...args, '--json'], { env })).stdout)

async function preparedRun(): Promise<{ run_id: string; approval_id: string }> {
  const folder = join(place.workspace, 'agents', 'file-analyst')
  cpSync(join(REPO, 'agents/file-analyst'), folder, { recursive: true })
  await place.run(['run', 'How many files are here?'])
  const path = join(folder, 'manifest.json')
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), tools_allowlist: ['file_io', 'http_api'] }))
  const { run_id } = await json(['run', 'How many files are here?', '--no-input'])
  const [{ approval_id }] = (await json(['approvals'])).result
  return { run_id, approval_id }
}

describe('a registry that comes with the folder', () => {
  it('is neither resumed nor approved, not after runs of one’s own either; adopting it is said and recorded', async () => {
    const { run_id, approval_id } = await preparedRun()
    expect((await asStranger('approve', approval_id, '--scope', 'run')).stderr).toContain('RUN_BROUGHT')
    await place.run(['approve', approval_id])
    expect((await asStranger('run', 'list the files')).code).not.toBe(9)
    const resumed = await json(['resume', '--no-input'], stranger())
    expect([resumed.exit_code, resumed.error]).toEqual([
      9,
      expect.objectContaining({ code: 'RUN_BROUGHT', fix: expect.stringContaining('claw audit adopt') }),
    ])
    expect((await asStranger('doctor')).stdout).toMatch(new RegExp(`runs .*not made by you.*${run_id}`))
    expect((await asStranger('audit', 'adopt')).code).toBe(2)
    expect((await json(['audit', 'adopt', '--yes'], stranger())).result.adopted).toContain(run_id)
    expect((await json(['audit', 'list', '--action', 'registry.adopted'], stranger())).result).toHaveLength(1)
    expect((await json(['resume', run_id, '--no-input'], stranger())).error?.code).not.toBe('RUN_BROUGHT')
  })

  it('is one’s own when the folder was moved, and unknown again when another one is put in its place', async () => {
    const { run_id } = await preparedRun()
    const registry = join(place.workspace, '.closed_claw', 'registry.db')
    cpSync(registry, join(place.root, 'theirs.db'))
    await asStranger('runs')
    cpSync(join(place.root, 'theirs.db'), registry)
    expect((await json(['resume', run_id], stranger())).error.code).toBe('RUN_BROUGHT')
    const moved = join(place.root, 'moved')
    renameSync(place.workspace, moved)
    const resumed = await place.run(['resume', run_id, '--no-input'], { cwd: moved })
    expect([resumed.code, resumed.stderr]).toEqual([0, expect.not.stringContaining('RUN_BROUGHT')])
  })

  it('may hold no trigger of its own, such as one that says yes', async () => {
    await place.run(['init'])
    const db = new Database(join(place.workspace, '.closed_claw', 'registry.db'))
    db.exec("CREATE TRIGGER yes AFTER INSERT ON approvals BEGIN UPDATE approvals SET status = 'approved'; END")
    db.close()
    const runs = await json(['runs'])
    expect([runs.exit_code, runs.error]).toEqual([
      9,
      expect.objectContaining({ code: 'STORE_CORRUPT', message: expect.stringContaining("'yes'") }),
    ])
  })
})
