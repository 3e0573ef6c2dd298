import { afterEach, describe, expect, test } from 'vitest'
import { approvalIds, purposes, read, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const TASK = 'Read s1.txt, then read s2.txt and write a note'
const FILES = { 's1.txt': 'one\n', 's2.txt': 'two\n', 'other.txt': 'other\n' }
// Four steps in a row that fail end an attempt; two attempts end the subtask.
const failing = { tool_calls: [read('absent.txt')] }
const plan = {
  reason: 'r',
  execution: [subtask('s1'), subtask('s2'), subtask('s3', { depends_on: ['s2'], task: 'Make part three of it (s3)' })],
}
const rest = [
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'all of it', verdicts: [] } } },
  {
    when: { task: '/\\(s1\\)/', turn: 0 },
    reply: { tool_calls: [{ name: 'file_io', args: { op: 'write', path: 'made.txt', content: 'x' } }] },
  },
  { when: { task: '/\\(s1\\)/' }, reply: 'found-s1' },
  { when: { task: '/\\(s2\\)/' }, reply: failing },
  { when: { task: '/\\(s3\\)/' }, reply: 'made three' },
]

describe('work of a plan that fails for good', () => {
  test('is planned around once: told what is done and what failed; what is done is kept and can be built on', {
    timeout: 60_000,
  }, async () => {
    const again = { reason: 'the file is elsewhere', execution: [subtask('s2', { task: 'Read other.txt (again)', depends_on: ['s1'] })] }
    open = await scene(
      [
        { when: { schema: 'plan', any: '# Failed' }, reply: { json: again } },
        { when: { schema: 'plan' }, reply: { json: plan } },
        { when: { task: '/\\(again\\)/' }, reply: 'read it' },
        ...rest,
      ],
      { files: FILES },
    )
    const ran = await open.claw(['run', TASK])
    expect(ran.document).toMatchObject({ ok: true, status: 'completed', result: 'all of it' })
    const [revised] = ran.of('plan.revised')
    expect(revised?.data).toMatchObject({ n: 1, outcome: 'replaced', reason: 'the file is elsewhere', dropped: ['s2', 's3'] })
    expect(revised?.data.added.map(({ id, depends_on }) => [id, depends_on])).toEqual([['x-s2', ['s1']]])
    expect(ran.document.subtasks.map(({ id, status, dropped }) => [id, status, dropped])).toEqual([
      ['s1', 'succeeded', false],
      ['s2', 'failed', true],
      ['s3', 'skipped', true],
      ['x-s2', 'succeeded', false],
    ])
    const told = JSON.stringify(open.server.chats().find((chat) => JSON.stringify(chat.messages).includes('# Failed'))?.messages)
    for (const part of ['found-s1', 'made.txt', 'Effects that are done', 'PATH_NOT_FOUND']) expect(told).toContain(part)
    const built = open.server.chats().find((chat) => JSON.stringify(chat.messages).includes('(again)'))
    expect(JSON.stringify(built?.messages)).toContain('found-s1')
    expect(purposes(ran).filter((purpose) => purpose.startsWith('plan'))).toEqual(['plan.discovery', 'plan.replan'])
  })

  test.each([
    ['fails again', { reason: 'once more', execution: [subtask('s2')] }, 'replaced'],
    ['has no other way', { reason: 'nothing helps', execution: [] }, 'kept'],
    ['is invalid twice', { reason: 'x', execution: [subtask('s9', { depends_on: ['nowhere'] })] }, 'rejected'],
  ])('once and no more: a replan that %s ends as partial', { timeout: 60_000 }, async (_, again, outcome) => {
    open = await scene(
      [{ when: { schema: 'plan', any: '# Failed' }, reply: { json: again } }, { when: { schema: 'plan' }, reply: { json: plan } }, ...rest],
      {
        files: FILES,
      },
    )
    const ran = await open.claw(['run', TASK])
    expect(ran).toMatchObject({ code: 10, document: { status: 'partial' } })
    expect(ran.of('plan.revised').map((event) => event.data.outcome)).toEqual([outcome])
  })

  test('is not planned around when it was denied, nor where the setting says so', { timeout: 60_000 }, async () => {
    const touch = { tool_calls: [{ name: 'terminal', args: { cmd: 'touch /tmp/claw-denied' } }] }
    open = await scene(
      [
        {
          when: { schema: 'plan' },
          reply: {
            json: {
              reason: 'r',
              execution: [
                subtask('s1'),
                subtask('s2', { required_tools: ['terminal'], task: 'Run the shell command and report what it prints (s2)' }),
              ],
            },
          },
        },
        { when: { task: '/\\(s2\\)/' }, reply: touch },
        ...rest,
      ],
      {
        files: FILES,
        env: { CLOSED_CLAW_SANDBOX: 'off', CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS: '1', CLOSED_CLAW_CREATE_APPROVAL_MODE: 'approve' },
      },
    )
    let ran = await open.claw(['run', TASK])
    for (let n = 0; ran.code === 6 && n < 5; n += 1) {
      const [id] = approvalIds(ran).slice(-1)
      await open.result(['deny', id ?? '', 'never'])
      ran = await open.claw(['resume', ran.document.run_id ?? ''])
    }
    expect(ran.of('approval.decided').length).toBeGreaterThan(0)
    expect(ran.of('plan.revised')).toEqual([])
    expect(purposes(ran)).not.toContain('plan.replan')
    await open.close()
    open = await scene([{ when: { schema: 'plan' }, reply: { json: plan } }, ...rest], {
      files: FILES,
      env: { CLOSED_CLAW_MAX_REPLANS: '0' },
    })
    expect(await open.claw(['run', TASK])).toMatchObject({ code: 10 })
    expect(open.server.chats().filter((chat) => chat.schema === 'plan')).toHaveLength(1)
  })
})

test('--plan-only shows the plan, and a resume carries it out without planning again', { timeout: 60_000 }, async () => {
  open = await scene(
    [
      {
        when: { schema: 'plan' },
        reply: { json: { reason: 'two parts', execution: [subtask('s1'), subtask('s3', { depends_on: ['s1'] })] } },
      },
      ...rest,
    ],
    {
      files: FILES,
    },
  )
  const text = await open.place.run(['run', TASK, '--plan-only'], { env: open.env })
  expect(text).toMatchObject({ code: 0 })
  expect(text.stdout).toContain('two parts')
  expect(text.stdout).toContain('s3  Step s3   after s1')
  expect(text.stderr).toContain('claw resume ')
  const planned = await open.claw(['run', TASK, '--plan-only'])
  expect(planned.document.plans).toMatchObject([
    { phase: 'execution', engine: 'model', subtasks: [{ id: 's1', required_tools: ['file_io'] }, { id: 's3' }] },
  ])
  const done = await open.claw(['resume', planned.document.run_id ?? ''])
  expect(done).toMatchObject({ code: 0, document: { status: 'completed', result: 'all of it' } })
  expect(open.server.chats().filter((chat) => chat.schema === 'plan')).toHaveLength(2)
  expect(await open.claw(['resume', planned.document.run_id ?? ''])).toMatchObject({ document: { error: { code: 'NOT_RESUMABLE' } } })
})
