import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { clawPlace } from '../helpers/claw-place.ts'
import { startClaw } from './running-claw.ts'
import { approvalIds, read, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const COUNTER = join(import.meta.dirname, '../fixtures/capsules/python-counter')
const COUNT = ['run', 'count the words of notes.txt', '--agent', 'python-counter']

describe('a capsule in plain Python', () => {
  test('does a subtask from the agents folder of the workspace and from the state folder', { timeout: 30_000 }, async () => {
    open = await scene([{ reply: 'never asked' }], { files: { 'notes.txt': 'one two two\n' } })
    cpSync(COUNTER, join(open.place.workspace, 'agents', 'python-counter'), { recursive: true })
    const ran = await open.claw(COUNT)
    expect(ran.document.error).toBeNull()
    expect(ran.document).toMatchObject({ ok: true, result: 'notes.txt: 3 words in 1 lines. Most frequent: two (2), one (1).' })
    expect(ran.of('capsule.started')[0]?.data).toMatchObject({ sandbox: 'bwrap' })
    expect(open.server.requests).toHaveLength(0)
  })

  test('takes what no recipe knows, without a model: by its name, and by routing when nothing else fits', { timeout: 30_000 }, async () => {
    const place = clawPlace({ 'notes.txt': 'one two two\n' })
    try {
      cpSync(COUNTER, join(place.workspace, 'agents', 'python-counter'), { recursive: true })
      const named = await place.run(['run', 'Ponder notes.txt at length', '--agent', 'python-counter', '--json'])
      expect(JSON.parse(named.stdout)).toMatchObject({ ok: true, engine: 'rules', result: expect.stringContaining('3 words'), usage: [] })
      const routed = await place.run(['run', 'which words are most frequent in notes.txt', '--json'])
      expect(JSON.parse(routed.stdout)).toMatchObject({ ok: true, subtasks: [{ agent_id: 'python-counter' }] })
      expect((await place.run(['run', 'write me a sonnet about rain'])).code).toBe(4)
    } finally {
      place.remove()
    }
  })

  test('without a sandbox its program starts only when a person says so; builtin capsules run and say it; the shell asks each time', {
    timeout: 60_000,
  }, async () => {
    const shell = { tool_calls: [{ name: 'terminal', args: { cmd: 'echo hi' } }] }
    open = await scene([{ when: { turn: 0 }, reply: shell }, { when: { turn: 1 }, reply: shell }, { reply: 'done' }], {
      files: { 'notes.txt': 'one two two\n' },
      env: { CLOSED_CLAW_SANDBOX: 'off' },
    })
    cpSync(COUNTER, join(open.place.workspace, '.closed_claw', 'agents', 'python-counter'), { recursive: true })
    const parked = await open.claw(COUNT)
    expect(parked).toMatchObject({ code: 6, document: { status: 'waiting' } })
    expect(parked.of('capsule.started')).toHaveLength(0)
    expect(parked.of('approval.requested')[0]?.data.args).toMatchObject({ tool: 'entrypoint', args: { command: ['python3', 'main.py'] } })
    await open.place.run(['approve', approvalIds(parked)[0] ?? ''], { env: open.env })
    const done = await open.claw(['resume', parked.document.run_id ?? ''])
    expect(done.document).toMatchObject({ ok: true, subtasks: [{ attempts: 1 }] })
    const next = await open.claw(COUNT)
    expect(next.code).toBe(6)
    await open.place.run(['deny', approvalIds(next)[0] ?? ''], { env: open.env })
    expect(await open.claw(['resume', next.document.run_id ?? ''])).toMatchObject({
      code: 5,
      document: { error: { code: 'APPROVAL_DENIED' } },
    })
    const builtin = await open.claw(['run', 'Do it', '--agent', 'terminal-master'])
    expect(builtin.code).toBe(6)
    expect(builtin.of('run.note').map((event) => event.data.text)).toEqual([expect.stringContaining('No OS sandbox holds')])
    await open.place.run(['approve', approvalIds(builtin)[0] ?? ''], { env: open.env })
    const second = await open.claw(['resume', builtin.document.run_id ?? ''])
    expect([second.code, approvalIds(second).length]).toEqual([6, 2])
  })
})

describe('a capsule that crashes or hangs', () => {
  test('a killed one is started again within its attempt and answered from the journal', { timeout: 30_000 }, async () => {
    const append = { name: 'file_io', args: { op: 'append', path: 'log.txt', content: 'x' } }
    open = await scene([{ when: { turn: 0 }, reply: { tool_calls: [append] } }, { reply: [{ text: 'lost', delay_ms: 20_000 }, 'back'] }])
    const running = startClaw(open, ['run', 'Do it', '--agent', 'writer'])
    const started = await running.seen((event) => event.type === 'capsule.started')
    await running.seen((event) => event.type === 'model.requested' && event.data.messages.some((message) => message.role === 'tool'))
    if (started.type === 'capsule.started') process.kill(started.data.pid, 'SIGKILL')
    const ran = await running.ended
    expect(ran.document).toMatchObject({ ok: true, result: 'back', subtasks: [{ attempts: 1 }] })
    expect(ran.of('capsule.started')).toHaveLength(2)
    expect(open.file('log.txt')).toBe('x')
    expect(open.server.requests).toHaveLength(3)
  })

  test('CLOSED_CLAW_AGENT_TIMEOUT_SEC ends an attempt; the run can be resumed', { timeout: 30_000 }, async () => {
    open = await scene(
      [{ when: { turn: 0 }, reply: { tool_calls: [read('a.txt')] } }, { reply: [{ text: 'late', delay_ms: 20_000 }, 'in time'] }],
      { files: { 'a.txt': 'a' } },
    )
    const ran = await open.claw(['run', 'Do it', '--agent', 'writer'], {
      CLOSED_CLAW_AGENT_TIMEOUT_SEC: '2',
      CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS: '1',
    })
    expect(ran).toMatchObject({ code: 7, document: { status: 'interrupted', error: { code: 'CAPSULE_TIMEOUT' } } })
    const resumed = await open.claw(['resume', ran.document.run_id ?? ''])
    expect(resumed.document).toMatchObject({ ok: true, result: 'in time' })
  })
})
