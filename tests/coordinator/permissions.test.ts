import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { approvalIds, type Ran, type Scene, scene } from './scene.ts'

let open: Scene | undefined
let site: Server
let port = 0
let hits = 0
beforeAll(async () => {
  site = createServer((_, response) => {
    hits += 1
    response.setHeader('content-type', 'text/html')
    response.end('<title>Loopback page</title><p>welcome-55</p>')
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  port = (site.address() as AddressInfo).port
})
afterAll(() => void site.close())
afterEach(() => open?.close())

const MANIFEST = {
  agent_id: 'tester',
  name: 'Tester',
  description: 'Does what the test says.',
  tags: [],
  tools_allowlist: ['file_io', 'web_fetch', 'terminal'],
  skill_ids: [],
  examples: ['do it'],
  entrypoint: 'builtin',
  requires_approval_for: [],
  version: '1.0.0',
  created_at: '2026-01-01T00:00:00.000Z',
  created_by: 'test',
}
const agent = (more: object = {}) => ({
  'agents/tester/manifest.json': JSON.stringify({ ...MANIFEST, ...more }),
  'agents/tester/skill.md': '## Role\nTest.\n',
})
const calls = (...tool_calls: { name: string; args: object }[]) => ({ when: { turn: 0 }, reply: { tool_calls } as never })
const RUN = ['run', 'Do it', '--agent', 'tester']
const codes = (ran: Ran) => ran.of('tool.finished').map((event) => (event.data.ok ? 'ok' : event.data.error?.code))
const rules = (ran: Ran) => ran.of('tool.decided').map((event) => `${event.data.decision} ${event.data.rule}`)
const policy = (place: Scene, ...list: object[]) =>
  writeFileSync(join(place.place.configDir, 'policy.json'), JSON.stringify({ version: 1, rules: list }))

describe('what an agent may not do is an answer that it sees', () => {
  test('a tool of others, an unknown one, bad arguments; the audit has the denial', { timeout: 30_000 }, async () => {
    open = await scene(
      [
        calls({ name: 'python_exec', args: { code: '1' } }, { name: 'file_io', args: { op: 'read' } }, { name: 'no_such', args: {} }),
        { reply: 'I understand' },
      ],
      { files: agent() },
    )
    const ran = await open.claw(RUN)
    expect(ran.document).toMatchObject({ ok: true, result: 'I understand' })
    expect(codes(ran)).toEqual(['TOOL_NOT_ALLOWED', 'TOOL_BAD_ARGS'])
    const told = open.server
      .chats()[1]
      ?.messages.filter((message) => message.role === 'tool')
      .map((message) => message.content)
    expect(told).toEqual([
      expect.stringContaining("may not use 'python_exec'"),
      expect.stringContaining('TOOL_BAD_ARGS'),
      expect.stringContaining('TOOL_UNKNOWN'),
    ])
    const audit: { action: string; target: string; decision: string; rule: string }[] = await open.result(['audit', 'list'])
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'tool.call', target: 'python_exec', decision: 'deny', rule: 'allowlist' }),
    )
  })

  test('presets: readonly denies writing, workspace allows it', { timeout: 30_000 }, async () => {
    open = await scene([calls({ name: 'file_io', args: { op: 'write', path: 'a.txt', content: 'x' } }), { reply: 'ok' }], {
      files: agent(),
    })
    const readonly = await open.claw([...RUN, '--policy', 'readonly'])
    expect([codes(readonly), rules(readonly), open.file('a.txt')]).toEqual([['POLICY_DENIED'], ['deny readonly.write'], undefined])
    const workspace = await open.claw(RUN)
    expect([codes(workspace), open.file('a.txt')]).toEqual([['ok'], 'x'])
  })

  test('requires_approval_for parks, approve once serves one call and not the next', { timeout: 60_000 }, async () => {
    const append = { name: 'file_io', args: { op: 'append', path: 'log.txt', content: 'x' } }
    open = await scene([calls(append), { when: { turn: 1 }, reply: { tool_calls: [append] } as never }, { reply: 'ok' }], {
      files: agent({ requires_approval_for: ['file_io'] }),
    })
    const parked = await open.claw(RUN)
    expect(parked.code).toBe(6)
    expect(rules(parked)).toEqual(['ask manifest.requires_approval_for'])
    const run_id = parked.document.run_id ?? ''
    await open.place.run(['approve', approvalIds(parked)[0] ?? ''], { env: open.env })
    const crashed = await open.claw(['resume', run_id], { CLOSED_CLAW_CRASHPOINT: 'decision.after' })
    expect(crashed.signal).toBe('SIGKILL')
    const second = await open.claw(['resume', run_id])
    expect([second.code, open.file('log.txt')]).toEqual([6, 'x'])
    expect(approvalIds(second)).toHaveLength(2)
    await open.place.run(['deny', approvalIds(second)[1] ?? '', 'enough'], { env: open.env })
    const done = await open.claw(['resume', run_id])
    expect(done.document).toMatchObject({ ok: true, result: 'ok' })
    expect([codes(done), open.file('log.txt')]).toEqual([['ok', 'APPROVAL_DENIED'], 'x'])
  })

  test('network: what nobody named asks, private addresses stay closed unless the user names host and port', {
    timeout: 60_000,
  }, async () => {
    const url = `http://127.0.0.1:${port}/`
    open = await scene([calls({ name: 'web_fetch', args: { url } }), { reply: 'ok' }], { files: agent() })
    const named = await open.claw(['run', `Read ${url}`, '--agent', 'tester'])
    expect([codes(named), rules(named), hits]).toEqual([['NET_BLOCKED'], ['allow workspace.network-named'], 0])
    const unnamed = await open.claw(RUN)
    expect([unnamed.code, rules(unnamed)]).toEqual([6, ['ask workspace.network']])
    policy(open, { id: 'mine', decision: 'allow', hosts: [`127.0.0.1:${port}`] })
    const opened = await open.claw(['run', `Read ${url}`, '--agent', 'tester'])
    expect(opened.of('tool.finished')[0]?.data.error).toBeNull()
    expect([codes(opened), hits]).toEqual([['ok'], 1])
    expect(JSON.stringify(open.server.chats().at(-1)?.messages)).toContain('welcome-55')
    const trusted = await open.claw([...RUN, '--policy', 'trusted'])
    expect([codes(trusted), hits]).toEqual([['ok'], 2])
    hits = 1
    const paid = { CLOSED_CLAW_PAID_API_PROVIDERS: '127.0.0.1', CLOSED_CLAW_API_APPROVAL_MODE: 'deny' }
    const denied = await open.claw(RUN, paid)
    expect([codes(denied), rules(denied), hits]).toEqual([['APPROVAL_DENIED'], ['ask paid-api'], 1])
    const approved = await open.claw(RUN, { ...paid, CLOSED_CLAW_API_APPROVAL_MODE: 'approve' })
    expect([codes(approved), hits]).toEqual([['ok'], 2])
    const parked = await open.claw(RUN, { ...paid, CLOSED_CLAW_API_APPROVAL_MODE: 'web' })
    expect(parked.code).toBe(6)
  })
})

describe('a person is asked', () => {
  test('ask_user parks, claw answer and resume go on with the answer', { timeout: 30_000 }, async () => {
    open = await scene(
      [calls({ name: 'ask_user', args: { question: 'Which colour?', options: ['red', 'blue'] } }), { reply: 'painted {{last}}' }],
      { files: agent() },
    )
    const parked = await open.claw(RUN)
    expect(parked).toMatchObject({ code: 6, document: { status: 'waiting' } })
    const [asked] = parked.of('question.asked')
    expect(asked?.data).toMatchObject({ question: 'Which colour?', options: ['red', 'blue'] })
    expect((await open.place.run(['answer', asked?.data.question_id ?? '', 'blue-31'], { env: open.env })).code).toBe(0)
    const done = await open.claw(['resume', parked.document.run_id ?? ''])
    expect(done).toMatchObject({ code: 0 })
    expect(String(done.document.result)).toContain('blue-31')
    expect(open.server.requests).toHaveLength(2)
  })
})

describe('memory', () => {
  test('is written with evidence only, and its text reaches the prompt of the next run', { timeout: 30_000 }, async () => {
    const remember = { name: 'remember', args: { kind: 'fact', text: 'The notes are kept in a.txt, marker-memory-17' } }
    open = await scene(
      [
        { when: { turn: 0, task: 'learn' }, reply: { tool_calls: [{ name: 'file_io', args: { op: 'read', path: 'a.txt' } }] } },
        { when: { turn: 1, task: 'learn' }, reply: { tool_calls: [remember] } as never },
        { when: { turn: 0, task: 'guess' }, reply: { tool_calls: [remember] } as never },
        { reply: 'ok' },
      ],
      { files: { ...agent(), 'a.txt': 'x' } },
    )
    const guess = await open.claw(['run', 'guess where the notes are kept', '--agent', 'tester'])
    expect(guess.of('memory.written')).toHaveLength(0)
    const learn = await open.claw(['run', 'learn where the notes are kept', '--agent', 'tester'])
    const [fact, episode] = learn.of('memory.written').map((event) => event.data)
    expect(fact).toMatchObject({ text: remember.args.text, kind: 'fact', tool: 'file_io', superseded: [], agent_id: 'tester' })
    expect(episode).toMatchObject({ text: 'learn where the notes are kept -> ok', kind: 'episode', tool: 'file_io' })
    await open.claw(['run', 'Where are the notes kept?', '--agent', 'tester'])
    expect(JSON.stringify(open.server.chats().at(-1)?.messages)).toContain('marker-memory-17')
  })
})

describe('delegation', () => {
  test('goes to an agent with no more tools, is journaled as a subtask, and stays within its depth', { timeout: 30_000 }, async () => {
    open = await scene(
      [
        { when: { task: 'Write a short text', turn: 0 }, reply: 'a paragraph' },
        {
          when: { turn: 0 },
          reply: { tool_calls: [{ name: 'delegate', args: { task: 'Write a short text about the README and proofread it' } }] } as never,
        },
        { reply: 'got: {{last}}' },
      ],
      { files: agent({ tools_allowlist: ['file_io', 'terminal', 'python_exec', 'sql_query', 'web_fetch', 'http_api'] }) },
    )
    const ran = await open.claw(RUN)
    expect(ran.document).toMatchObject({ ok: true })
    expect(String(ran.document.result)).toContain('a paragraph')
    const child = ran.of('route.decided').find((event) => event.subtask_id !== 's1')
    expect(child?.subtask_id).toMatch(/^s1_[0-9a-f]{10}$/)
    expect(child?.data.agent_id).not.toBe('tester')
    expect(open.server.requests).toHaveLength(3)
  })

  test('what a provider fails below suspends above as well; what waits for a person below parks the run', { timeout: 60_000 }, async () => {
    const give = { tool_calls: [{ name: 'delegate', args: { task: 'Write a short text about the README and proofread it' } }] }
    const ask = { tool_calls: [{ name: 'ask_user', args: { question: 'Which tone?' } }] }
    open = await scene(
      [
        { when: { task: 'Write a short text', turn: 0 }, reply: [{ error: { status: 401 } }, ask] },
        { when: { task: 'Write a short text', turn: 1 }, reply: 'in the tone {{last}}' },
        { when: { turn: 0 }, reply: give },
        { reply: 'got: {{last}}' },
      ],
      { files: agent({ tools_allowlist: ['file_io', 'terminal', 'python_exec', 'sql_query', 'web_fetch', 'http_api'] }) },
    )
    const failed = await open.claw(RUN)
    expect(failed).toMatchObject({ code: 4, document: { error: { code: 'MODEL_KEY_REJECTED' } } })
    const run_id = failed.document.run_id ?? ''
    const parked = await open.claw(['resume', run_id])
    expect(parked).toMatchObject({ code: 6, document: { status: 'waiting' } })
    const asked = parked.of('question.asked')
    expect(asked).toHaveLength(1)
    await open.place.run(['answer', asked[0]?.data.question_id ?? '', 'calm-12'], { env: open.env })
    const done = await open.claw(['resume', run_id])
    expect(done).toMatchObject({ code: 0, document: { subtasks: [{ id: 's1', attempts: 1 }] } })
    expect(String(done.document.result)).toContain('calm-12')
    // Delegating is asked once, the child's first call twice (it failed), each other call once.
    expect(open.server.requests).toHaveLength(5)
  })
})
