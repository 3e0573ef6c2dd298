import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { inTerminal } from '../../helpers/in-terminal.ts'

let place: ClawPlace
const AGENT = 'file-analyst'
const TASKS = ['How many TypeScript files are here?', 'Which is the largest file here?', 'How many JSON files are here?']

const env = { CLOSED_CLAW_LLM_PROVIDER: 'rules' }
const claw = (args: readonly string[]) => place.run(args, { env })
const json = async (...args: string[]) => JSON.parse((await claw(['memory', ...args, '--json'])).stdout)

interface Item {
  readonly memory_id: string
  readonly run_id: string
  readonly text: string
}

beforeAll(async () => {
  place = clawPlace({ 'a.ts': 'x', 'b.ts': 'xyz', 'c.json': '{}' })
  for (const task of TASKS) await claw(['run', task])
}, 60_000)
afterAll(() => place.remove())

describe('claw memory', { timeout: 60_000 }, () => {
  it('lists, searches and shows what was done, with its evidence', async () => {
    const { ok, result } = await json('list', AGENT)
    const items = result as Item[]
    expect([ok, items.map((item) => item.text.split(' -> ')[0])]).toEqual([true, [...TASKS].reverse().map((task) => task.replace('?', ''))])
    const [hit] = (await json('search', AGENT, 'largest', 'file')).result
    expect(hit).toMatchObject({ text: expect.stringMatching(/^Which is the largest file here/), score: expect.any(Number), state: 'live' })
    const shown = (await claw(['memory', 'show', AGENT.slice(0, 6), hit.memory_id.slice(0, 5)])).stdout
    expect(shown).toMatch(/evidence {2}file_io call .*, entry \d+ of the journal[\s\S]*expires {3}in 29 days/)
    expect((await claw(['memory', 'list', AGENT, '--limit', '1'])).stdout.trim().split('\n')).toHaveLength(2)
    expect((await json('search', AGENT, 'opera tickets')).result).toEqual([])
    expect((await claw(['memory', 'search', AGENT, 'opera tickets'])).stdout).toContain('remembers nothing about that')
  })

  it('exports one JSON object a line', async () => {
    const lines = (await claw(['memory', 'export', AGENT])).stdout.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line)).every((row) => /^\d{4}-.*Z$/.test(row.created_at) && row.agent_id === AGENT)).toBe(true)
    expect(lines).toHaveLength(TASKS.length)
  })

  it('pins, forgets by id, run and kind, and keeps a record of it without the text', async () => {
    const items = (await json('list', AGENT)).result as Item[]
    const [first, second] = items
    expect((await json('pin', AGENT, first?.memory_id ?? '')).result).toMatchObject({ pinned: true })
    expect((await claw(['agent', AGENT])).stdout).toContain('3 episodes (1 pinned)')
    expect((await json('unpin', AGENT, first?.memory_id ?? '')).result).toMatchObject({ pinned: false })
    expect((await json('forget', AGENT, second?.memory_id ?? '')).result).toEqual([{ memory_id: second?.memory_id, kind: 'episode' }])
    const asked = await json('forget', AGENT, '--run', first?.run_id ?? '')
    expect([asked.exit_code, asked.error.fix]).toEqual([2, `claw memory forget ${AGENT} --run ${first?.run_id} --yes`])
    expect((await json('forget', AGENT, '--run', first?.run_id.slice(0, 6) ?? '', '--yes')).result).toHaveLength(1)
    const terminal = inTerminal(['memory', 'forget', AGENT, '--all'], { cwd: place.workspace, env: { ...place.env, ...env } })
    await terminal.shows(`Type ${AGENT} to go on`)
    terminal.type('yes\n')
    expect(await terminal.ended).toBe(5)
    expect((await json('list', AGENT)).result).toHaveLength(1)
    expect((await json('forget', AGENT, '--all', '--yes')).result).toHaveLength(1)
    expect((await json('forget', AGENT, '--all', '--yes')).result).toEqual([])
    const audit = (await claw(['audit', '--action', 'memory', '--json'])).stdout
    expect(
      JSON.parse(audit)
        .result.map((row: { action: string }) => row.action)
        .slice(0, 3),
    ).toEqual(Array(3).fill('memory.forgotten'))
    expect(audit).not.toContain('largest')
  })

  it('keeps to its bounds, and to its switch', async () => {
    const bounded = { ...env, CLOSED_CLAW_MEMORY_MAX_ITEMS: '2' }
    for (const ending of ['ts', 'json', 'md', 'css']) await place.run(['run', `How many *.${ending} files are here?`], { env: bounded })
    const kept = (await json('list', AGENT, '--all')).result.map((item: Item) => item.text.split(' ')[2])
    expect([kept.length, kept[0]]).toEqual([2, '*.css'])
    await place.run(['run', 'How many *.html files are here?'], { env: { ...env, CLOSED_CLAW_MEMORY: 'off' } })
    expect((await json('list', AGENT, '--all')).result).toHaveLength(2)
  })

  it.each([
    [['list', 'nobody-here'], 'NOT_FOUND', 8],
    [['show', AGENT, 'ffff'], 'NOT_FOUND', 8],
    [['show', AGENT, '3f'], 'NOT_FOUND', 8],
    [['show', AGENT, '../x'], 'ID_INVALID', 2],
    [['show', AGENT], 'USAGE', 2],
    [['search', AGENT], 'USAGE', 2],
    [['list', AGENT, 'more'], 'USAGE', 2],
    [['list', AGENT, '--yes'], 'USAGE', 2],
    [['forget', AGENT], 'USAGE', 2],
    [['forget', AGENT, 'abcd', '--all'], 'USAGE', 2],
    [['list', AGENT, '--kind', 'dream'], 'USAGE', 2],
    [['list', AGENT, '--run', 'nope'], 'NOT_FOUND', 8],
    [['dream', AGENT], 'USAGE', 2],
  ])('refuses %j', async (args, code, exit) => {
    const { ok, error, exit_code } = await json(...args)
    expect([ok, error.code, exit_code]).toEqual([false, code, exit])
    expect(error.fix).not.toBe('')
  })
})
