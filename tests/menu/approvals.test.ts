import { afterEach, expect, test } from 'vitest'
import type { ApprovalRow } from '../../src/view/rows.ts'
import { type Scene, scene, subtask } from '../coordinator/scene.ts'
import { forbiddenBytes } from '../helpers/forbidden-bytes.ts'
import type { Rule, Script } from '../helpers/scripted-openai.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'
import { openMenuIn } from '../helpers/walk-menu.ts'

let open: Scene | undefined
let terminals: Terminal[] = []
afterEach(async () => {
  for (const terminal of terminals) await terminal.close()
  terminals = []
  await open?.close()
  open = undefined
})

const MANIFEST = {
  agent_id: 'tester',
  name: 'Tester',
  description: 'Does what the test says.',
  tags: [],
  tools_allowlist: ['file_io', 'terminal'],
  skill_ids: [],
  examples: ['do it'],
  entrypoint: 'builtin',
  requires_approval_for: [],
  version: '1.0.0',
  created_at: '2026-01-01T00:00:00.000Z',
  created_by: 'test',
}
const FILES = { 'agents/tester/skill.md': '## Role\nTest.\n' }
const RUN = ['run', 'Do it', '--agent', 'tester']
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const calls = (name: string, args: object): Rule => ({ when: { turn: 0 }, reply: { tool_calls: [{ name, args }] } as never })
const says = (cmd: string): Script => [calls('terminal', { cmd }), { reply: 'heard {{last}}' }]

/** A run in a terminal that has come to its question, and the menu beside it with what waits. */
async function waiting(script: Script, { args = RUN, rows = 60, asks = [] as string[] } = {}): Promise<{ run: Terminal; menu: Terminal }> {
  const manifest = JSON.stringify({ ...MANIFEST, requires_approval_for: asks })
  open = await scene(script, { files: { ...FILES, 'agents/tester/manifest.json': manifest }, env: { CLOSED_CLAW_SANDBOX: 'off' } })
  const { place, env } = open
  const run = openTerminal(args, { cwd: place.workspace, env: { ...place.env, ...env } })
  terminals.push(run)
  await run.shows(/\[1\] /)
  const menu = await openMenuIn(place, { env, rows })
  terminals.push(menu)
  await menu.shows('1 waiting')
  menu.press('!')
  await menu.shows(/> pending/)
  return { run, menu }
}

/** The request that waits, when its keys are awake. */
async function toDialog(menu: Terminal): Promise<void> {
  menu.press('enter')
  await menu.shows(/claw Approvals > (Approval|Question)/)
  await menu.shows(/^ {2}1 /m)
  await pause(500)
}

async function only(): Promise<ApprovalRow> {
  const rows: ApprovalRow[] = await (open as Scene).result(['approvals', '--all'])
  expect(rows).toHaveLength(1)
  return rows[0] as ApprovalRow
}

test('allowed from the keyboard the run goes on; what was typed ahead, pasted or left by Esc has answered nothing', {
  timeout: 60_000,
}, async () => {
  const { run, menu } = await waiting(says('echo said-so'))
  menu.type('\r33311\r')
  await menu.shows('"cmd": "echo said-so"')
  await pause(500)
  menu.paste('3\n1\n')
  menu.press('enter')
  await menu.shows('no answer is chosen')
  menu.press('escape')
  await menu.shows(/> pending/)
  expect((await only()).status).toBe('pending')
  await toDialog(menu)
  menu.press('tab', 'tab', 'tab', 'enter')
  await menu.shows(/approved \(once\) by /)
  expect(await run.ended).toBe(0)
  expect(run.screen().join('\n')).toContain('said-so')
  expect(forbiddenBytes(menu.bytes(), { killed: true })).toEqual([])
})

test('what a write would change is shown where it is asked, in the prompt of the run and in the menu', { timeout: 60_000 }, async () => {
  const write = calls('file_io', { op: 'write', path: 'oslo.md', content: 'rain in Oslo\n' })
  const { run, menu } = await waiting([write, { reply: 'heard {{last}}' }], { asks: ['file_io'] })
  await run.shows('new file oslo.md')
  await run.shows('+rain in Oslo')
  await toDialog(menu)
  await menu.shows('new file oslo.md')
  await menu.shows('+rain in Oslo')
})

test('denied with the reason, which reaches the agent', { timeout: 60_000 }, async () => {
  const { run, menu } = await waiting(says('echo never-said'))
  await toDialog(menu)
  menu.press('2')
  await menu.shows('Why not?')
  menu.type('not on this machine, 1 3')
  menu.press('enter')
  await menu.shows(/denied by .*/)
  await menu.shows('why: not on this machine, 1 3')
  await run.ended
  const told = open?.server.chats().at(-1)?.messages.at(-1)?.content
  expect(told).toContain('not on this machine, 1 3')
})

test('what was answered by another process while it was open says by whom, and is gone from what waits', { timeout: 60_000 }, async () => {
  const { run, menu } = await waiting(says('echo said-so'))
  await toDialog(menu)
  const { approval_id } = await only()
  await open?.result(['deny', approval_id, 'from elsewhere'])
  await menu.shows('why: from elsewhere')
  menu.press('3')
  await menu.shows('it is denied already')
  menu.press('escape')
  await menu.shows('Nothing waits for your word.')
  menu.press('a')
  await menu.shows(/> denied .*why: from else/)
  await run.ended
  expect(await only()).toMatchObject({ status: 'denied', note: 'from elsewhere' })
})

test('hostile arguments of 100 kB are paged through to the end before an Allow, and do nothing to the terminal', {
  timeout: 60_000,
}, async () => {
  const text = `\u001b[2J\u001b]0;owned\u0007\u202e\u200b ${'word \u4e16 '.repeat(14_000)} last-word`
  const writes: Script = [calls('file_io', { op: 'write', path: 'long.txt', text }), { reply: 'written' }]
  const { run, menu } = await waiting(writes, { rows: 30, asks: ['file_io'] })
  await toDialog(menu)
  await menu.shows('\\u001b[2J\\u001b]0;owned\\u0007\\u{202e}\\u{200b}')
  menu.press('end')
  await menu.shows('last-word')
  menu.press('3')
  await menu.shows('Allow once: read to the end first: PgDn')
  menu.press('home')
  await menu.shows('"tool": "file_io"')
  for (let page = 0; page < 140; page += 1) {
    menu.press('pagedown')
    await pause(45)
    if (page === 20) menu.resize(90, 40)
  }
  await menu.showsNot('PgDn reads on')
  menu.resize(100, 30)
  menu.press('3')
  await menu.shows(/approved \(once\) by /)
  expect(await run.ended).toBe(0)
  expect(forbiddenBytes(menu.bytes(), { killed: true })).toEqual([])
})

test('always: the same call is judged again, and the grant is listed and revoked', { timeout: 60_000 }, async () => {
  const { run, menu } = await waiting(says('echo said-so'))
  await toDialog(menu)
  await menu.shows(/Always +saves: terminal echo said-so/)
  menu.press('6')
  await menu.shows(/evaluated again: allowed by grant g_/)
  expect(await run.ended).toBe(0)
  menu.press('escape')
  await menu.shows('Nothing waits')
  menu.press('p')
  await menu.shows(/> always +terminal echo said-so/)
  menu.press('d')
  await menu.shows('this cannot be undone')
  menu.press('y')
  await menu.shows('No grants')
  expect(await open?.result(['grants'])).toEqual([])
})

test('for the run: judged again, it is allowed by this very answer', { timeout: 60_000 }, async () => {
  const { run, menu } = await waiting(says('echo said-so'))
  await toDialog(menu)
  menu.press('4')
  await menu.shows(/evaluated again: allowed by approval [0-9a-f]+, for this run/)
  expect(await run.ended).toBe(0)
})

test('a question is answered by its option or in one\u2019s own words', { timeout: 60_000 }, async () => {
  const asks: Script = [calls('ask_user', { question: 'Which colour?', options: ['red', 'blue'] }), { reply: 'painted {{last}}' }]
  const { run, menu } = await waiting(asks)
  await toDialog(menu)
  menu.press('3')
  await menu.shows('Your answer')
  menu.type('green 2\nor 3')
  menu.press('enter')
  await menu.shows('answer: green 2')
  expect(await run.ended).toBe(0)
  expect((await only()).answer).toMatch(/green 2\n?or 3/)
})

const PLAN = [
  subtask('s1'),
  subtask('s2'),
  subtask('s3', { task: 'Read the file s1.txt of this folder last (s3)', depends_on: ['s1', 's2'] }),
]

test('a plan is changed step by step, and what is left of it is carried out', { timeout: 90_000 }, async () => {
  const script: Script = [
    { when: { schema: 'plan' }, reply: { json: { reason: 'three parts', execution: PLAN } } },
    { when: { schema: 'synthesis' }, reply: { json: { answer: 'all', verdicts: [] } } },
    { reply: 'done' },
  ]
  const { run, menu } = await waiting(script, { args: ['run', 'Read s1.txt, then read s2.txt, and write about both', '--approve-plan'] })
  await toDialog(menu)
  await menu.shows('3 Approve the plan')
  menu.press('4')
  await menu.shows(/> s1 +Step s1/)
  menu.press('down', 'd')
  await menu.shows(/> s2 +dropped/)
  menu.press('a')
  await menu.shows('Approve the plan with these changes?')
  await pause(500)
  menu.press('y')
  await menu.shows("'s3' depends on s2")
  menu.press('down', 'enter')
  await menu.shows('step s3')
  menu.press('ctrl+u')
  menu.type('Step three')
  menu.press('tab', 'tab')
  await menu.shows('[x] s2')
  menu.press('down', 'space', 'ctrl+s')
  await menu.shows(/> s3 +edited +Step three +s1 *$/m)
  menu.press('a')
  await menu.shows('edited:  s3 (title, depends_on)')
  await pause(500)
  menu.press('y')
  await menu.shows(/approved \(once\) by /)
  expect(await run.ended).toBe(0)
  expect(JSON.parse((await only()).answer ?? '')).toEqual({ drop: ['s2'], edit: { s3: { title: 'Step three', depends_on: ['s1'] } } })
})

test('claw run asks a screen at a time: no Allow before the end, a paste is no answer, a denial always is', {
  timeout: 60_000,
}, async () => {
  const lines = Array.from({ length: 60 }, (_, index) => `: line ${index}`).join('; ')
  open = await scene(says(`${lines}; echo said-so`), {
    files: { ...FILES, 'agents/tester/manifest.json': JSON.stringify(MANIFEST) },
    env: { CLOSED_CLAW_SANDBOX: 'off' },
  })
  const { place, env } = open
  const start = (): Terminal => {
    const run = openTerminal(RUN, { cwd: place.workspace, env: { ...place.env, ...env }, columns: 60, rows: 16 })
    terminals.push(run)
    return run
  }
  const run = start()
  await run.shows(/-- 14 of \d+ lines: Space reads on/)
  await pause(500)
  run.type('3')
  run.type('hello 1 3 6')
  await pause(600)
  for (let page = 0; page < 6 && !run.screen().join('\n').includes('[3] Allow once'); page += 1) {
    run.type(' ')
    await pause(600)
  }
  await run.shows('[3] Allow once')
  run.type('33')
  await pause(600)
  expect((await only()).status).toBe('pending')
  run.type('3')
  expect(await run.ended).toBe(0)

  const denied = start()
  await denied.shows('Space reads on')
  await pause(500)
  denied.type('1')
  await denied.ended
  const rows: ApprovalRow[] = await open.result(['approvals', '--all'])
  expect(rows.map(({ status }) => status)).toEqual(['denied', 'approved'])
})
