import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'

let place: ClawPlace

beforeEach(() => {
  place = clawPlace()
})
afterEach(() => place.remove())

const claw = (...args: string[]) => place.run(args)
const json = async (...args: string[]) => JSON.parse((await claw(...args, '--json')).stdout)

describe('claw agent why', () => {
  it('says who would be taken, with each part of the score, as a run decides', async () => {
    const task = 'How many TypeScript files are here'
    const { result } = await json('agent', 'why', task, '--tools', 'file_io')
    expect(result).toMatchObject({ task, action: 'reuse', agent_id: 'file-analyst', threshold: 0.62, embedder: 'static-minilm@1' })
    expect(result.candidates[0]).toMatchObject({ agent_id: 'file-analyst', score: result.score, excluded: null })
    expect(Object.values(result.candidates[0].parts).every((part) => typeof part === 'number')).toBe(true)
    expect(result.run.parts).toEqual([
      expect.objectContaining({ recipe_id: 'files-count', required_tools: ['file_io'], agent_id: 'file-analyst' }),
    ])
    expect(readdirSync(place.workspace)).toEqual([])
    const run = JSON.parse((await claw('run', task, '--json')).stdout)
    const events = (await claw('runlog', run.run_id)).stdout.split('\n').filter((line) => line.includes('"route.decided"'))
    const [chosen] = JSON.parse(events[0] ?? '{}').data.candidates
    const seen = result.candidates.find((candidate: { agent_id: string }) => candidate.agent_id === chosen.agent_id)
    expect([chosen.agent_id, chosen.score]).toEqual([seen.agent_id, seen.score])
  })

  it('shows the table and the decision as text', async () => {
    const { stdout, code } = await claw('agent', 'why', 'sum', 'the', 'amounts', 'in', 'sales.csv', '--tools', 'terminal', '--limit', '2')
    expect(code).toBe(0)
    expect(stdout).toMatch(/decision +nobody: a new agent would be proposed \(the best has probability 0\.\d\d, threshold 0\.62\)/)
    expect(stdout).toMatch(/reason .*data-analyst would fit \(\d\.\d\d\) but does not hold terminal/)
    expect(stdout).toMatch(/AGENT +PROBABILITY +SUM +EXAMPLES +CENTROID .*PRIOR +MAY BE TAKEN/)
    expect(stdout).toMatch(/data-analyst .* no: does not hold terminal/)
    expect(stdout.split('AGENT  ')[1]?.trim().split('\n')).toHaveLength(3)
  })

  it('says what a run without a model does with a task that no recipe reads', async () => {
    const { result } = await json('agent', 'why', 'book me a flight to Paris')
    expect(result).toMatchObject({ action: 'none', agent_id: null })
    expect(result.run).toMatchObject({ engine: 'rules', parts: [], reason: expect.stringContaining('without a model a run refuses it') })
  })

  it('names disabled and broken agents as such', async () => {
    await claw('agent', 'disable', 'file-analyst')
    mkdirSync(join(place.workspace, 'agents/data-analyst'), { recursive: true })
    writeFileSync(join(place.workspace, 'agents/data-analyst/manifest.json'), '{')
    const { result } = await json('agent', 'why', 'how many files are here')
    const excluded = (id: string) => result.candidates.find((item: { agent_id: string }) => item.agent_id === id)?.excluded
    expect(excluded('file-analyst')).toContain('disabled')
    expect(result.action).toBe('none')
  })

  it('takes the task from stdin, refuses none and too much, and shows control characters as such', async () => {
    expect((await claw('agent', 'why')).stderr).toContain('TASK_EMPTY')
    expect((await claw('agent', 'why', ' ')).code).toBe(2)
    expect((await place.run(['agent', 'why', '-'], { input: 'x'.repeat(1_000_000) })).stderr).toContain('TASK_TOO_LONG')
    const { stdout, code } = await place.run(['agent', 'why', '-'], { input: 'count \u001b[31mthe\u202e files' })
    expect([code, stdout.includes('\u001b'), stdout.includes('\u202e')]).toEqual([0, false, false])
    expect(stdout).toContain('\\u{1b}[31m')
  })

  it('knows its tools and flags', async () => {
    const bad = await claw('agent', 'why', 'count files', '--tools', 'termnal')
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('Did you mean terminal?')])
    expect((await claw('agent', 'why', 'count files', '--limit', '0')).code).toBe(2)
    expect((await claw('agent', 'accept', 'file-analyst', '--tools', 'terminal')).code).toBe(2)
  })
})

describe('an action that was typed wrongly', () => {
  it.each([
    [['agent', 'acept', 'file-analyst'], 2, 'Did you mean accept?'],
    [['agent', 'acept'], 8, "Did you mean 'claw agent accept <id>'?"],
    [['agent', 'wy'], 8, 'Did you mean \'claw agent why "<task>"\'?'],
    [['agent', 'file-analyst', 'x'], 2, 'takes nothing after it'],
    [['policy', 'chekc'], 2, 'Did you mean check?'],
    [['audit', 'verfy'], 2, 'Did you mean verify?'],
    [['grants', 'rn'], 2, 'Did you mean rm?'],
    [['secret', 'lst'], 2, 'Did you mean list?'],
  ])('%j', async (args, code, hint) => {
    const run = await claw(...args)
    expect([run.code, run.stderr]).toEqual([code, expect.stringContaining(hint)])
  })
})
