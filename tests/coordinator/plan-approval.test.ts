import { afterEach, expect, test } from 'vitest'
import { inTerminal } from '../helpers/in-terminal.ts'
import { approvalIds, type Ran, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const TASK = 'Read s1.txt, then read s2.txt, and write about both'
const FILES = { 's1.txt': 'one\n', 's2.txt': 'two\n' }
const PLAN = [
  subtask('s1'),
  subtask('s2'),
  subtask('s3', { task: 'Read the file s1.txt of this folder last (s3)', depends_on: ['s1', 's2'] }),
]
const script = [
  { when: { schema: 'plan' }, reply: { json: { reason: 'three parts', execution: PLAN } } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'all', verdicts: [] } } },
  { reply: 'done' },
]

async function parked(
  args: readonly string[] = ['--approve-plan'],
  env: Record<string, string> = {},
): Promise<Ran & { id: string; run: string }> {
  open = await scene(script, { files: FILES, env })
  const ran = await open.claw(['run', TASK, ...args])
  expect(ran).toMatchObject({ code: 6, document: { status: 'waiting' } })
  return { ...ran, id: approvalIds(ran)[0] ?? '', run: ran.document.run_id ?? '' }
}
const claw = (...args: string[]): Promise<Ran> => (open as Scene).claw(args)
const place = (): Scene => open as Scene

test('a plan waits for its yes, and is carried out as it is', { timeout: 60_000 }, async () => {
  const { id, run, of } = await parked([], { CLOSED_CLAW_PLAN_APPROVAL: 'ask' })
  expect(of('subtask.started')).toEqual([])
  const shown = await place().place.run(['approvals', id], { env: place().env })
  for (const part of ['1 s1  Step s1', 'after s1, s2', '(not verified) three parts', `claw approve ${id} --drop s1`])
    expect(shown.stdout).toContain(part)
  await place().result(['approve', id])
  const done = await claw('resume', run)
  expect(done).toMatchObject({ code: 0, document: { status: 'completed', result: 'all' } })
  expect(done.of('plan.revised')).toEqual([])
  expect(
    place()
      .server.chats()
      .filter((chat) => chat.schema === 'plan'),
  ).toHaveLength(1)
})

test('it may be changed: what does not hold is refused with the way out, what holds is recorded and carried out', {
  timeout: 60_000,
}, async () => {
  const { id, run } = await parked()
  const refused = async (...args: string[]): Promise<string> => {
    const ran = await place().place.run(['approve', id, ...args], { env: place().env })
    expect(ran.code).not.toBe(0)
    return ran.stderr
  }
  expect(await refused('--drop', 's2')).toContain('drop it too (--drop s3), or let it do without (--edit s3.depends_on=s1)')
  expect(await refused('--drop', 's9')).toContain("no subtask 's9'")
  expect(await refused('--edit', 's1.colour=red')).toContain("no 'colour'")
  expect(await refused('--edit', 's1.depends_on=s3')).toContain('circle')
  expect(await refused('--edit', 's1.required_tools=teleport')).toContain('teleport')
  expect(await refused('--drop', 's1,s2,s3')).toContain('deny it instead')
  expect(await refused('--edit', 's1.task=')).toContain('task')
  expect(await refused('--edit', '__proto__.task=x')).toContain('SUBTASK.FIELD=VALUE')
  const schema = '[{"text": "x", "check": {"kind": "json_matches", "schema": {"pattern": "(a+)+$"}}}]'
  expect(await refused('--edit', `s1.acceptance_criteria=${schema}`)).toContain("'pattern' is not supported")
  await place().result([
    'approve',
    id,
    '--drop',
    's2',
    '--edit',
    's3.depends_on=s1',
    '--edit',
    's3.task=Read the file s1.txt twice (edited)',
  ])
  const second = await place().place.run(['approve', id, '--json'], { env: place().env })
  expect(second.stdout).toContain('ALREADY_ANSWERED')
  const done = await claw('resume', run)
  expect(done).toMatchObject({ code: 0, document: { status: 'completed' } })
  expect(done.document.subtasks.map(({ id: one, status, dropped, depends_on }) => [one, status, dropped, depends_on])).toEqual([
    ['s1', 'succeeded', false, []],
    ['s2', 'skipped', true, []],
    ['s3', 'succeeded', false, ['s1']],
  ])
  const [revised] = done.of('plan.revised')
  expect(revised?.data).toMatchObject({ n: 0, dropped: ['s2'], edited: [{ id: 's3', depends_on: ['s1'] }] })
  expect(revised?.actor).toMatch(/^user:/)
  expect(JSON.stringify(place().server.chats())).toContain('(edited)')
  const audit = JSON.stringify(await place().result(['audit', '--run', run]))
  expect(audit).toContain('plan.revised')
})

test('a plan in a file, a no with its reason, and a plan that was only shown', { timeout: 60_000 }, async () => {
  const { id, run } = await parked()
  open?.place.write('plan.json', JSON.stringify([{ ...PLAN[0], title: 'First' }, { ...PLAN[1] }]))
  await place().result(['approve', id, '--edit-plan', 'plan.json'])
  expect((await claw('resume', run)).of('plan.revised')[0]?.data).toMatchObject({ dropped: ['s3'], edited: [{ id: 's1', title: 'First' }] })
  const shown = await claw('run', TASK, '--plan-only', '--approve-plan')
  expect(shown).toMatchObject({ code: 0 })
  const asked = await claw('resume', shown.document.run_id ?? '')
  expect(asked).toMatchObject({ code: 6 })
  await place().result(['deny', approvalIds(asked)[0] ?? '', '--note', 'too much'])
  const denied = await claw('resume', shown.document.run_id ?? '')
  expect(denied).toMatchObject({ code: 5, document: { status: 'denied', error: { code: 'APPROVAL_DENIED' } } })
  expect(denied.document.error?.message).toContain('too much')
  expect(denied.of('subtask.started')).toEqual([])
})

test('killed at the answer, the change is neither lost nor made twice', { timeout: 60_000 }, async () => {
  const { id, run } = await parked()
  await place().result(['approve', id, '--drop', 's3'])
  await place().place.run(['resume', run, '--json', '--no-input'], { env: { ...place().env, CLOSED_CLAW_CRASHPOINT: 'attempt.before' } })
  const done = await claw('resume', run)
  expect(done).toMatchObject({ code: 0, document: { status: 'completed' } })
  expect(done.of('plan.revised')).toHaveLength(1)
  expect(done.of('approval.requested')).toHaveLength(1)
})

test('in the terminal: what does not hold is told and asked again; an edit in the editor is taken', { timeout: 60_000 }, async () => {
  open = await scene(script, { files: FILES })
  open.place.write('editor.sh', '#!/bin/sh\nsed -i s/s2.txt/s1.txt/ "$1"\n')
  const env = { ...open.place.env, ...open.env, EDITOR: `sh ${open.place.workspace}/editor.sh` }
  const terminal = inTerminal(['run', TASK, '--approve-plan'], { cwd: open.place.workspace, env })
  try {
    await terminal.shows('[5] Drop steps')
    await new Promise((done) => setTimeout(done, 500))
    terminal.type('5')
    await terminal.shows('Which (ids, with commas)?')
    terminal.type('s1\r')
    await terminal.shows('let it do without')
    await terminal.shows(/\[4\] Edit it[\s\S]*\[4\] Edit it/)
    await new Promise((done) => setTimeout(done, 500))
    terminal.type('4')
    await terminal.shows('s2 changed')
    expect(await terminal.ended).toBe(0)
    expect(JSON.stringify(open.server.chats())).toContain('Read the file s1.txt of this folder (s2)')
  } finally {
    terminal.kill()
  }
})
