import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { CREATION_CRASH_POINTS } from '../../src/kernel/crashpoint.ts'
import { purposes, type Scene, scene, subtask } from '../coordinator/scene.ts'
import { type ProposedPurpose, SAME_PURPOSE } from './purposes.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const [HAIKU, VERSE] = SAME_PURPOSE[0]
const profile = ({ name, description, examples }: ProposedPurpose) => ({
  name,
  description,
  examples: [...examples],
  tags: ['poetry'],
  tools: [],
  skill_ids: [],
  role_text: '# Role\nYou write haiku.\n# Decision rules\nCount syllables.',
})
const TASK = 'Compose a haiku about the glaciers of Patagonia'
// Far enough from what the first one has for the router, which the test proves.
const PARAPHRASE = 'Seventeen syllables on melting ice, in the manner of Basho'
const SCRIPT = [
  { when: { schema: 'agent_profile', task: 'Basho' }, reply: { json: profile(VERSE) } },
  { when: { schema: 'agent_profile' }, reply: { json: profile(HAIKU) } },
  { reply: 'old silent glacier' },
]
const POINTS = CREATION_CRASH_POINTS.flatMap((point) => [`${point}.before`, `${point}.after`])
const APPROVE = ['--create-approval-mode', 'approve']

const agentsDir = (): string => join(open?.place.workspace ?? '', '.closed_claw', 'agents')
const made = (): string[] => (existsSync(agentsDir()) ? readdirSync(agentsDir()) : [])
const manifest = (agent_id: string) => JSON.parse(readFileSync(join(agentsDir(), agent_id, 'manifest.json'), 'utf8'))

describe('agents made on the fly, in the built program', () => {
  test('a like task reuses the agent; another phrase of its purpose is merged into it and learned', { timeout: 60_000 }, async () => {
    open = await scene(SCRIPT)
    const first = await open.claw(['run', TASK, ...APPROVE])
    expect(purposes(first)).toEqual(['create_agent', 'agent'])
    const like = await open.claw(['run', 'Compose a haiku about the sea of Norway', ...APPROVE])
    expect(like.of('route.decided').map((event) => event.data.action)).toEqual(['reuse'])
    expect(purposes(like)).toEqual(['agent'])
    const other = await open.claw(['run', PARAPHRASE, ...APPROVE])
    const [agent_id = ''] = made()
    expect(made()).toHaveLength(1)
    expect(other.of('route.decided').map((event) => [event.data.action, event.data.agent_id])).toEqual([
      ['create', null],
      ['reuse', agent_id],
    ])
    expect(other.of('agent.learned_example')[0]?.data).toMatchObject({ agent_id, kept: 'manifest', proposed: 'Japanese verse maker' })
    expect(other.of('approval.requested')).toEqual([])
    expect(other.document).toMatchObject({ ok: true, subtasks: [{ agent_id }] })
    expect(manifest(agent_id)).toMatchObject({ version: '1.0.1', examples: expect.arrayContaining([TASK, PARAPHRASE]) })
    expect(readdirSync(join(agentsDir(), agent_id, 'versions'))).toContain('1')
    const audit = (await open.result(['audit', '--action', 'agent.learned_example'])) as { target: string }[]
    expect(audit).toMatchObject([{ target: agent_id }])
    const again = await open.claw(['run', PARAPHRASE, ...APPROVE])
    expect(again.of('route.decided').map((event) => event.data.action)).toEqual(['reuse'])
    expect(again.of('agent.changed').map((event) => event.data.what)).toEqual(['changed since the last run: examples +1, version'])
    expect(((await open.result(['agent', agent_id])) as { pin: object }).pin).toMatchObject({ state: 'same', trust: 'made' })
  })

  test.each(POINTS.filter((point) => point.startsWith('create')))(
    'killed at %s: nothing half, and resume goes on with one agent',
    { timeout: 60_000 },
    async (point) => {
      open = await scene(SCRIPT)
      const killed = await open.claw(['run', TASK, ...APPROVE], { CLOSED_CLAW_CRASHPOINT: point })
      expect(killed.signal).toBe('SIGKILL')
      const listed = (await open.result(['agents'])) as { agent_id: string; status: string }[]
      expect(listed.filter((agent) => agent.status === 'broken')).toEqual([])
      expect(listed.filter((agent) => agent.agent_id.startsWith('haiku'))).toHaveLength(point === 'create.after' ? 1 : 0)
      const [run] = (await open.result(['runs'])) as { run_id: string }[]
      const done = await open.claw(['resume', run?.run_id ?? ''])
      expect(done.document).toMatchObject({ ok: true, result: 'old silent glacier' })
      expect(done.of('agent.created')).toHaveLength(1)
      expect(done.of('agent.learned_example')).toEqual([])
      expect(purposes(done)).toEqual(['create_agent', 'agent'])
      expect(made().filter((name) => !name.startsWith('.'))).toHaveLength(1)
      const agent_id = done.of('agent.created')[0]?.data.agent_id ?? ''
      expect(((await open.result(['agent', agent_id])) as { pin: object }).pin).toMatchObject({ state: 'same', trust: 'made' })
    },
  )

  test.each(POINTS.filter((point) => point.startsWith('learn')))(
    'killed at %s: the example is learned once',
    { timeout: 60_000 },
    async (point) => {
      open = await scene(SCRIPT)
      await open.claw(['run', TASK, ...APPROVE])
      const killed = await open.claw(['run', PARAPHRASE, ...APPROVE], { CLOSED_CLAW_CRASHPOINT: point })
      expect(killed.signal).toBe('SIGKILL')
      const [run] = (await open.result(['runs'])) as { run_id: string }[]
      const done = await open.claw(['resume', run?.run_id ?? ''])
      expect(done.document).toMatchObject({ ok: true })
      const [agent_id = ''] = made()
      expect(done.of('agent.learned_example')).toHaveLength(1)
      expect(manifest(agent_id).examples.filter((text: string) => text === PARAPHRASE)).toHaveLength(1)
    },
  )

  test('two runs that need the same agent at once make one', { timeout: 60_000 }, async () => {
    open = await scene(SCRIPT)
    const both = await Promise.all([1, 2, 3].map(() => open?.claw(['run', TASK, ...APPROVE])))
    expect(both.map((run) => run?.document.ok)).toEqual([true, true, true])
    expect(made()).toHaveLength(1)
    expect(both.flatMap((run) => run?.of('agent.created') ?? [])).toHaveLength(1)
    expect(new Set(both.map((run) => run?.document.subtasks[0]?.agent_id)).size).toBe(1)
  })
})

test('two subtasks of one run that need the same agent make one', { timeout: 60_000 }, async () => {
  const parts = ['s1', 's2'].map((id) => subtask(id, { task: `Compose a haiku about glacier ${id}`, required_tools: [] }))
  const plan = { when: { schema: 'plan' }, reply: { json: { reason: 'two poems', discovery: [], execution: parts } } }
  open = await scene([plan, ...SCRIPT])
  const ran = await open.claw(['run', 'First compose a haiku about one glacier, then another one about the next; write both', ...APPROVE])
  expect(ran.document.subtasks.map((one) => one.status)).toEqual(['succeeded', 'succeeded'])
  expect(made()).toHaveLength(1)
  expect(ran.of('agent.created')).toHaveLength(1)
  expect(new Set(ran.document.subtasks.map((one) => one.agent_id))).toEqual(new Set(made()))
})

test('a folder of agents that leads out of the workspace is not written to', { timeout: 30_000 }, async () => {
  open = await scene(SCRIPT)
  const outside = join(open.place.root, 'outside')
  mkdirSync(outside)
  mkdirSync(join(open.place.workspace, '.closed_claw'))
  symlinkSync(outside, agentsDir())
  const ran = await open.claw(['run', TASK, ...APPROVE])
  expect(ran.document.error).toMatchObject({ code: 'STATE_UNWRITABLE', message: expect.stringContaining('leads out') })
  expect(readdirSync(outside)).toEqual([])
})
