import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/kernel/json.ts'
import type { Grant } from '../../src/policy/grants/grant.ts'
import type { Script } from '../helpers/scripted-openai.ts'
import { approvalIds, type Ran, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const AGENT = {
  'agents/tester/manifest.json': JSON.stringify({
    agent_id: 'tester',
    name: 'Tester',
    description: 'Does what the test says.',
    tags: [],
    tools_allowlist: ['file_io'],
    skill_ids: [],
    examples: ['do it'],
    entrypoint: 'builtin',
    requires_approval_for: ['file_io'],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
  }),
  'agents/tester/skill.md': '## Role\nTest.\n',
}
const write = (path: string, more: JsonObject = {}): JsonObject => ({ op: 'write', path, content: 'x', ...more })
/** One task for each call: `do <name>`. */
const script = (calls: Record<string, JsonObject>): Script => [
  ...Object.entries(calls).map(([name, args]) => ({
    when: { turn: 0, task: `do ${name};` },
    reply: { tool_calls: [{ name: 'file_io', args }] },
  })),
  { reply: 'ok' },
]
const run = (name: string, env: Record<string, string> = {}): Promise<Ran> =>
  (open as Scene).claw(['run', `do ${name};`, '--agent', 'tester'], env)
const rules = (ran: Ran): string[] => ran.of('tool.decided').map((event) => `${event.data.decision} ${event.data.rule}`)
async function command(...args: string[]): Promise<{ code: number | null; result: never; error: { code: string } | null }> {
  const { place, env } = open as Scene
  const { code, stdout } = await place.run([...args, '--json'], { env })
  return { code, ...JSON.parse(stdout) }
}
async function grants(): Promise<Grant[]> {
  return (await command('grants')).result
}
/** Parks, is allowed with this scope, and goes on to its end. */
async function allow(name: string, scope: string): Promise<{ approved: { evaluation: { decision: string; rule: string } }; done: Ran }> {
  const parked = await run(name)
  expect(parked.code).toBe(6)
  const approved = await command('approve', approvalIds(parked)[0] ?? '', '--scope', scope)
  expect(approved.error).toBeNull()
  return { approved: approved.result, done: await (open as Scene).claw(['resume', parked.document.run_id ?? '']) }
}

const CALLS = {
  plain: write('a.txt'),
  other: write('b.txt'),
  dotted: write('./sub/.././a.txt', { content: 'other content' }),
  linked: write('link.txt'),
  home: write('~/../work/a.txt'),
  append: { op: 'append', path: 'a.txt', content: 'x' },
}

describe('always', () => {
  test('holds for every spelling of the path, in new runs and processes, and for nothing else', { timeout: 120_000 }, async () => {
    open = await scene(script(CALLS), { files: { ...AGENT, 'a.txt': 'old' } })
    mkdirSync(join(open.place.workspace, 'sub'))
    symlinkSync('a.txt', join(open.place.workspace, 'link.txt'))
    const { approved, done } = await allow('plain', 'always')
    const [grant] = await grants()
    expect(grant).toMatchObject({ scope: 'always', workspace: open.place.workspace, match: { by: 'path', op: 'write' }, uses: 0 })
    const { grant_id } = grant as unknown as { grant_id: string }
    expect(approved.evaluation).toMatchObject({ decision: 'allow', rule: `grant ${grant_id}` })
    expect([done.code, open.file('a.txt'), rules(done)]).toEqual([0, 'x', ['ask manifest.requires_approval_for']])
    expect(done.of('grant.evaluated').map((event) => event.data.rule)).toEqual([`grant ${grant_id}`])
    expect(done.of('grant.made').map((event) => event.data.grant_id)).toEqual([grant_id])

    for (const name of ['plain', 'dotted', 'linked', 'home']) {
      const ran = await run(name)
      expect([name, ran.code, rules(ran)]).toEqual([name, 0, [`allow grant ${grant_id}`]])
      expect(ran.of('grant.used')).toHaveLength(1)
    }
    for (const name of ['other', 'append']) expect([name, (await run(name)).code]).toEqual([name, 6])
    expect((await grants())[0]).toMatchObject({ uses: 4 })

    const elsewhere = join(open.place.root, 'elsewhere')
    for (const [path, text] of Object.entries({ ...AGENT, 'a.txt': '' })) {
      mkdirSync(join(elsewhere, path, '..'), { recursive: true })
      writeFileSync(join(elsewhere, path), text)
    }
    const args = ['run', 'do plain;', '--agent', 'tester', '--json', '--no-input']
    expect((await open.place.run(args, { cwd: elsewhere, env: open.env })).code).toBe(6)

    const policy = join(open.place.configDir, 'policy.json')
    writeFileSync(policy, JSON.stringify({ version: 1, rules: [{ id: 'no', decision: 'deny', tools: ['file_io'] }] }))
    const denied = await run('plain')
    expect(denied.of('tool.finished')[0]?.data.error?.code).toBe('POLICY_DENIED')
    writeFileSync(policy, JSON.stringify({ version: 1, rules: [] }))

    expect((await command('grants', 'rm', grant_id.slice(0, 7))).code).toBe(0)
    expect([(await run('plain')).code, await grants()]).toEqual([6, []])
    const made = await command('audit', 'list', '--action', 'grant', '--order', 'oldest')
    const actions = (made.result as { action: string; target: string }[]).filter((record) => record.target === grant_id)
    expect(actions.map((record) => record.action)).toEqual(['grant.made', ...Array(4).fill('grant.used'), 'grant.revoked'])
  })
})

test('window: for so long and no longer', { timeout: 60_000 }, async () => {
  open = await scene(script(CALLS), { files: AGENT, env: { CLOSED_CLAW_APPROVAL_WINDOW_SEC: '90' } })
  const { done } = await allow('plain', 'window')
  expect([done.code, (await grants())[0]]).toEqual([0, expect.objectContaining({ scope: 'window', live: true })])
  expect((await run('plain')).code).toBe(0)
  const path = join(open.place.configDir, 'grants.json')
  const saved = JSON.parse(readFileSync(path, 'utf8')) as { version: 1; grants: Grant[] }
  expect(saved.grants.map((grant) => Number(grant.expires_at) - grant.created_at)).toEqual([90_000])
  const over = saved.grants.map((grant) => ({ ...grant, expires_at: Date.now() - 1 }))
  writeFileSync(path, JSON.stringify({ ...saved, grants: over }))
  expect([(await run('plain')).code, (await grants())[0]]).toEqual([6, expect.objectContaining({ live: false })])
})

test('run: the same call in this run, nothing of it in the next', { timeout: 30_000 }, async () => {
  open = await scene(script(CALLS), { files: AGENT })
  await allow('plain', 'run')
  expect([(await run('plain')).code, await grants()]).toEqual([6, []])
})

describe('attacks', () => {
  test('a link that leads elsewhere after the approval is another call: it is asked for again', { timeout: 30_000 }, async () => {
    open = await scene(script(CALLS), { files: { ...AGENT, 'a.txt': 'a', 'b.txt': 'b' } })
    const { workspace } = open.place
    symlinkSync('a.txt', join(workspace, 'link.txt'))
    const parked = await run('linked')
    await command('approve', approvalIds(parked)[0] ?? '')
    rmSync(join(workspace, 'link.txt'))
    symlinkSync('b.txt', join(workspace, 'link.txt'))
    const resumed = await open.claw(['resume', parked.document.run_id ?? ''])
    expect([resumed.code, open.file('a.txt'), open.file('b.txt')]).toEqual([6, 'a', 'b'])
  })

  test('a link that is moved while the act is under way: neither file is touched by a call that nobody decided on', {
    timeout: 30_000,
  }, async () => {
    open = await scene(script(CALLS), { files: { ...AGENT, 'a.txt': 'a', 'b.txt': 'b' } })
    const { workspace } = open.place
    symlinkSync('a.txt', join(workspace, 'link.txt'))
    const parked = await run('linked')
    await command('approve', approvalIds(parked)[0] ?? '')
    const killed = await open.claw(['resume', parked.document.run_id ?? ''], { CLOSED_CLAW_CRASHPOINT: 'effect.before' })
    expect(killed.signal).toBe('SIGKILL')
    rmSync(join(workspace, 'link.txt'))
    symlinkSync('b.txt', join(workspace, 'link.txt'))
    const resumed = await open.claw(['resume', parked.document.run_id ?? ''])
    expect(resumed).toMatchObject({ code: 6, document: { error: { code: 'IN_DOUBT' } } })
    const retried = await open.claw(['resume', parked.document.run_id ?? '', '--in-doubt', 'retry'])
    expect(retried.of('tool.finished')[0]?.data.error).toMatchObject({ code: 'POLICY_DENIED' })
    expect([open.file('a.txt'), open.file('b.txt')]).toEqual(['a', 'b'])
  })

  test('of answers at once one wins, and one grant is saved', { timeout: 30_000 }, async () => {
    open = await scene(script(CALLS), { files: AGENT })
    const parked = await run('plain')
    const [id = ''] = approvalIds(parked)
    const answers = await Promise.all([
      command('approve', id, '--scope', 'always'),
      command('deny', id, 'no'),
      command('approve', id, '--scope', 'always'),
      command('approve', id, '--scope', 'window'),
    ])
    const won = answers.filter((answer) => answer.error === null)
    expect(won).toHaveLength(1)
    for (const lost of answers.filter((answer) => answer.error !== null)) expect(lost.error?.code).toBe('ALREADY_ANSWERED')
    const winner = won[0]?.result as unknown as { status: string } | undefined
    expect(await grants()).toHaveLength(winner?.status === 'approved' ? 1 : 0)
    expect((await command('approve', id)).error?.code).toBe('ALREADY_ANSWERED')
    expect((await command('approve', '0123456789ab')).error?.code).toBe('NOT_FOUND')
    expect((await command('approve', '../../x')).error?.code).toBe('ID_INVALID')
    expect((await command('approve', id, '--scope', 'everything')).code).toBe(2)
  })

  test('a broken file of grants stops what needs it, and says how to mend it', { timeout: 30_000 }, async () => {
    open = await scene(script(CALLS), { files: AGENT })
    const path = join(open.place.configDir, 'grants.json')
    writeFileSync(path, '{"version":1,"grants":"all"}')
    expect(await run('plain')).toMatchObject({ code: 3, document: { error: { code: 'CONFIG_INVALID' } } })
    expect(await command('grants')).toMatchObject({ code: 3, error: { code: 'CONFIG_INVALID', where: path } })
    writeFileSync(path, '{"version":1,"grants":[]}')
    const parked = await run('plain')
    const [id = ''] = approvalIds(parked)
    writeFileSync(path, 'x')
    expect((await command('approve', id, '--scope', 'always')).error?.code).toBe('CONFIG_INVALID')
    writeFileSync(path, '{"version":1,"grants":[]}')
    // Nothing was decided: the answer is still to be given.
    expect((await command('approve', id, '--scope', 'always')).error).toBeNull()
  })
})
