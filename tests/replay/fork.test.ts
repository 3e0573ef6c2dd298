import { afterEach, describe, expect, test } from 'vitest'
import type { RunDocument } from '../../src/protocol/run.ts'
import { purposes, type Ran, read, readRun, type Scene, scene, subtask } from '../coordinator/scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const FILES = { 's1.txt': 'one\n', 's2.txt': 'two\n' }
const APPEND = { name: 'file_io', args: { op: 'append', path: 'effects.log', content: 'x' } }
const TWO = [
  { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: [subtask('s1'), subtask('s2', { depends_on: ['s1'] })] } } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'Both.', verdicts: [] } } },
  { when: { task: 's1.txt', turn: 0 }, reply: { tool_calls: [read('s1.txt'), APPEND] } },
  { when: { task: 's2.txt', turn: 0 }, reply: { tool_calls: [read('s2.txt'), APPEND] } },
  { reply: 'done' },
]
const TASK = 'Read s1.txt, then read s2.txt'

async function fork(id: string, ...args: string[]): Promise<Ran> {
  const { place, env } = open as Scene
  return readRun(place, await place.run(['fork', id, ...args, '--json', '--no-input'], { env }))
}

describe('claw fork', () => {
  test('takes over what is before the step, pays and does only what comes after it, and says what it is', { timeout: 90_000 }, async () => {
    open = await scene(TWO, { files: FILES })
    const parent = await open.claw(['run', TASK])
    expect(parent.document).toMatchObject({ ok: true, result: 'Both.' })
    const id = parent.document.run_id ?? ''
    expect(open.file('effects.log')).toBe('xx')
    const paid = open.server.requests.length
    const steps = (await fork(id)).document.result as { address: string }[]
    expect(steps.map(({ address }) => address).slice(0, 4)).toEqual(['plan', 's1', 's1.1', 's1.2'])
    expect(steps.map(({ address }) => address)).toContain('synthesis')

    const again = await fork(id, '--from', 's2')
    expect(again.document).toMatchObject({ ok: true, result: 'Both.', subtasks: [{ id: 's1', status: 'succeeded' }, { id: 's2' }] })
    expect(again.document.run_id).not.toBe(id)
    expect(open.server.requests.length).toBe(paid + 3)
    expect(again.document.usage[0]?.calls).toBe(3)
    expect(open.file('effects.log')).toBe('xxx')
    const runs = (await open.result(['runs'])) as { run_id: string; origin: string }[]
    expect(runs[0]).toMatchObject({ run_id: again.document.run_id, origin: `fork:${id}` })
    expect(again.of('agent.credited').map((event) => event.subtask_id)).toEqual(['s2'])

    const written = await fork(id, '--from', 'synthesis', '--set', 'model=other-model')
    expect(purposes(written).filter((purpose) => purpose === 'synthesis')).toHaveLength(1)
    expect(open.server.requests.length).toBe(paid + 4)
    expect(open.server.requests.at(-1)?.body['model']).toBe('other-model')
    expect(open.file('effects.log')).toBe('xxx')

    const grand = await fork(again.document.run_id ?? '', '--from', 's2.3')
    expect(grand.document).toMatchObject({ ok: true })
    expect(open.file('effects.log')).toBe('xxxx')
    const replayed = await open.place.run(['replay', grand.document.run_id ?? ''], { env: open.env })
    expect(replayed.stdout + replayed.stderr).toContain('; same')
  })

  test('what if the tool had answered this; another task, temperature, agent and instructions', { timeout: 90_000 }, async () => {
    open = await scene(TWO, { files: { ...FILES, 'own.md': '## Role\nmarker-of-the-fork\n' } })
    const id = (await open.claw(['run', TASK])).document.run_id ?? ''
    const given = await fork(id, '--from', 's1.2', '--set', 'result={"text":"what-if-77"}')
    expect(given.document).toMatchObject({ ok: true })
    const asked = (): string => JSON.stringify(open?.server.requests.map(({ body }) => body))
    expect(asked()).toContain('what-if-77')
    const other = await fork(
      id,
      '--from',
      's2',
      '--set',
      'task=Say hello-88',
      '--set',
      'temperature=0.7',
      '--set',
      'agent=writer',
      '--set',
      'skill=writer=own.md',
    )
    expect(other.document).toMatchObject({ ok: true, subtasks: [{}, { id: 's2', agent_id: 'writer' }] })
    expect(asked()).toContain('hello-88')
    expect(asked()).toContain('marker-of-the-fork')
    expect(open.server.requests.at(-1)?.body['temperature']).toBe(0.7)
    const whole = await fork(id, '--from', 'plan', '--set', 'task=Read s1.txt, then read s2.txt and hurry')
    expect(whole.document).toMatchObject({ ok: true })
    expect(whole.of('run.started')[0]?.data.task).toContain('hurry')
    const [one, two] = await Promise.all([fork(id, '--from', 'synthesis'), fork(id, '--from', 'synthesis')])
    expect(one.document.ok && two.document.ok).toBe(true)
    expect(one.document.run_id).not.toBe(two.document.run_id)
  })

  test('bad steps and settings are refused with what there is; an ended run is pointed to a fork that works; a killed fork is resumed', {
    timeout: 90_000,
  }, async () => {
    open = await scene(TWO, { files: FILES })
    const id = (await open.claw(['run', TASK])).document.run_id ?? ''
    const refusal = async (...args: string[]): Promise<string> => {
      const ran = await fork(id, ...args)
      expect(ran.code === 2 || ran.code === 8).toBe(true)
      return (ran.document as RunDocument).error?.message ?? ''
    }
    expect(await refusal('--from', 's9')).toContain('plan, s1, s1.1')
    expect(await refusal('--from', 's1.99')).toContain('s1.1')
    expect(await refusal('--from', 's1', '--set', 'colour=red')).toContain('temperature')
    expect(await refusal('--from', 's1', '--set', 'temperature=hot')).toContain("'hot'")
    expect(await refusal('--from', 's1', '--set', 'max-cost=much')).toContain("'much'")
    expect(await refusal('--from', 's1', '--set', 'agent=nobody')).toContain('nobody')
    expect(await refusal('--from', 's1', '--set', 'result={}')).toContain('no effect from s1')
    expect(await refusal('--from', 's1.2', '--set', 'result={')).toContain('no JSON')
    expect(await refusal('--from', 's1.1', '--set', 'result={}')).toContain('no tool call')
    expect(await refusal('--set', 'model=x')).toContain('--from')
    const keyless = await fork(id, '--from', 's1', '--set', 'provider=gemini')
    expect(keyless).toMatchObject({ code: 4, document: { error: { code: 'NO_MODEL' } } })
    expect((await open.result(['runs'])) as unknown[]).toHaveLength(1)
    const resumed = await open.claw(['resume', id])
    const fix = resumed.document.error?.fix ?? ''
    expect(fix).toBe(`claw fork ${id} --from plan`)
    expect((await fork(id, ...fix.split(' ').slice(3))).document).toMatchObject({ ok: true })
    const { place, env } = open
    const killed = await place.run(['fork', id, '--from', 's2', '--set', 'model=other-model', '--json', '--no-input'], {
      env: { ...env, CLOSED_CLAW_CRASHPOINT: 'effect.before' },
    })
    expect(killed.signal).toBe('SIGKILL')
    const [newest] = (await open.result(['runs'])) as { run_id: string; status: string }[]
    expect(newest?.status).toBe('interrupted')
    const on = await open.claw(['resume', newest?.run_id ?? ''])
    expect(on.document).toMatchObject({ ok: true })
    expect(open.server.requests.at(-1)?.body['model']).toBe('other-model')
  })

  test('model and temperature reach an agent that names a model of its own', { timeout: 60_000 }, async () => {
    const manifest = {
      agent_id: 'tester',
      name: 'Tester',
      description: 'Does what the test says.',
      tags: [],
      tools_allowlist: ['file_io'],
      skill_ids: [],
      examples: ['do it'],
      entrypoint: 'builtin',
      requires_approval_for: [],
      version: '1.0.0',
      created_at: '2026-01-01T00:00:00.000Z',
      created_by: 'test',
      model: { name: 'own-model' },
    }
    const files = { 'agents/tester/manifest.json': JSON.stringify(manifest), 'agents/tester/skill.md': '## Role\nTest.\n' }
    open = await scene([{ reply: 'done' }], { files })
    const id = (await open.claw(['run', 'do it', '--agent', 'tester'])).document.run_id ?? ''
    const last = (): unknown => open?.server.requests.at(-1)?.body
    expect(last()).toMatchObject({ model: 'own-model' })
    await fork(id, '--from', 's1', '--set', 'temperature=0.3')
    expect(last()).toMatchObject({ model: 'own-model', temperature: 0.3 })
    await fork(id, '--from', 's1', '--set', 'model=other-model')
    expect(last()).toMatchObject({ model: 'other-model' })
  })
})
