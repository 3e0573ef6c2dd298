import { afterEach, describe, expect, test } from 'vitest'
import { type Ran, read, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const FILES = Object.fromEntries(['s1', 's2', 's3', 's4', 's5'].map((id) => [`${id}.txt`, `text of ${id}\n`]))
const planOf = (...execution: unknown[]) => ({ when: { schema: 'plan' }, reply: { json: { reason: 'r', execution } as never } })
const SYNTHESIS = { when: { schema: 'synthesis' }, reply: { json: { answer: 'all of it', verdicts: [] } } }
const STEPS = 'Read s1.txt, then s2.txt, then s3.txt'

const seqOf = (ran: Ran, type: string, id: string): number =>
  ran.events.find((event) => event.type === type && event.subtask_id === id)?.seq ?? -1

describe('the pool', () => {
  test('independent subtasks run at once, and a slow one holds up only what depends on it', { timeout: 30_000 }, async () => {
    let atOnce = 0
    let most = 0
    open = await scene(
      async (request) => {
        if (request.schema === 'plan')
          return {
            json: {
              reason: 'r',
              execution: [subtask('s1'), subtask('s2'), subtask('s3', { depends_on: ['s2'] }), subtask('s4', { depends_on: ['s1'] })],
            },
          }
        if (request.schema === 'synthesis') return { json: { answer: 'done', verdicts: [] } }
        atOnce += 1
        most = Math.max(most, atOnce)
        await new Promise((done) => setTimeout(done, JSON.stringify(request.messages).includes('(s1)') ? 1500 : 200))
        atOnce -= 1
        return 'ok'
      },
      { files: FILES },
    )
    const ran = await open.claw(['run', STEPS])
    expect(ran.document).toMatchObject({ ok: true, result: 'done' })
    expect(most).toBe(2)
    expect(seqOf(ran, 'subtask.started', 's2')).toBeLessThan(seqOf(ran, 'subtask.succeeded', 's1'))
    expect(seqOf(ran, 'subtask.succeeded', 's3')).toBeLessThan(seqOf(ran, 'subtask.succeeded', 's1'))
    expect(seqOf(ran, 'subtask.started', 's4')).toBeGreaterThan(seqOf(ran, 'subtask.succeeded', 's1'))
  })

  test('a failed attempt is made again: the next one is told why, and which effects are done', { timeout: 30_000 }, async () => {
    const bad = { tool_calls: [{ name: 'file_io', args: { op: 'read', path: 'missing.txt' } }] }
    open = await scene(
      [
        { when: { any: 'Attempt 1 failed' }, reply: 'second try' },
        { when: { turn: 0 }, reply: { tool_calls: [{ name: 'file_io', args: { op: 'write', path: 'made.txt', content: 'x' } }] } },
        { reply: bad },
      ],
      { files: FILES },
    )
    const ran = await open.claw(['run', 'Do it', '--agent', 'file-analyst'])
    expect(ran.document).toMatchObject({ ok: true, result: 'second try', subtasks: [{ attempts: 2 }] })
    const told = JSON.stringify(open.server.chats().at(-1)?.messages)
    expect(told).toContain('PATH_NOT_FOUND')
    expect(told).toContain('made.txt')
    expect(told).not.toContain('op\\\\\\":\\\\\\"read')
    const one = await open.claw(['run', 'Do it', '--agent', 'file-analyst'], { CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS: '1' })
    expect(one).toMatchObject({ code: 1, document: { status: 'failed', error: { code: 'PATH_NOT_FOUND' } } })
  })

  test('acceptance criteria: a check sends back once with the reason, the rest is judged in the synthesis', {
    timeout: 30_000,
  }, async () => {
    const first = subtask('s1', { acceptance_criteria: ["The result contains 'blue'", 'The tone is friendly'] })
    open = await scene(
      [
        { when: { schema: 'plan', any: '# Failed' }, reply: { json: { reason: 'nothing better', execution: [] } } },
        planOf(first, subtask('s2')),
        { when: { schema: 'synthesis' }, reply: { json: { answer: 'done', verdicts: [{ id: 'c1', met: false, reason: 'it is rude' }] } } },
        { when: { task: '/\\(s1\\)/', any: 'Attempt 1 failed' }, reply: 'it is blue' },
        { when: { task: '/\\(s1\\)/' }, reply: 'it is red' },
        { reply: 'two' },
      ],
      { files: FILES },
    )
    const ran = await open.claw(['run', STEPS])
    expect(ran).toMatchObject({ code: 10, document: { status: 'partial', result: 'done' } })
    expect(ran.document.error?.message).toContain('it is rude')
    const judged = ran.of('subtask.judged').map(({ attempt, data }) => [attempt, data.verdict, data.how])
    expect(judged).toContainEqual([1, 'not_met', 'text contains'])
    expect(judged).toContainEqual([2, 'met', 'text contains'])
    expect(JSON.stringify(open.server.chats().at(-1)?.messages)).toContain('The tone is friendly')
    // After the second failure: a plan around it, and the answer without it.
    expect(open.server.requests).toHaveLength(1 + 3 + 1 + 2)
    expect(ran.document.subtasks.map(({ id, status }) => [id, status])).toEqual([
      ['s1', 'failed'],
      ['s2', 'succeeded'],
    ])
  })
})

describe('the caps, each from its setting', () => {
  test('subtasks of a phase and agents of a run', { timeout: 60_000 }, async () => {
    open = await scene([planOf(subtask('s1'), subtask('s2'), subtask('s3')), SYNTHESIS, { reply: 'ok' }], { files: FILES })
    const few = await open.claw(['run', STEPS], { CLOSED_CLAW_MAX_SUBTASKS_PER_PHASE: '2' })
    expect(few).toMatchObject({ code: 1, document: { error: { code: 'PLAN_INVALID' } } })
    await open.close()
    const query = subtask('s2', { task: 'Query the SQLite database sales.db with SQL and group by region', required_tools: ['sql_query'] })
    open = await scene(
      [planOf(subtask('s1', { required_tools: ['file_io'] }), { ...query, required_tools: ['sql_query'] }), SYNTHESIS, { reply: 'ok' }],
      { files: FILES },
    )
    const limited = await open.claw(['run', STEPS], { CLOSED_CLAW_MAX_AGENTS_PER_RUN: '1' })
    expect(limited).toMatchObject({ code: 7, document: { status: 'interrupted', error: { code: 'AGENT_LIMIT' } } })
    const asked = open.server.requests.length
    const resumed = await open.claw(['resume', limited.document.run_id ?? ''])
    expect(resumed.document).toMatchObject({ ok: true, status: 'completed' })
    // Only the subtask that was held back is asked for, and the synthesis of both.
    expect(open.server.requests.length - asked).toBeLessThanOrEqual(2)
  })

  test('tool calls: exit 7, and with a higher limit the run goes on without repeating anything', { timeout: 30_000 }, async () => {
    const append = (n: number) => ({ name: 'file_io', args: { op: 'append', path: 'log.txt', content: `${n}\n` } })
    open = await scene(
      [0, 1, 2]
        .map((n) => ({ when: { turn: n }, reply: { tool_calls: [append(n)] } }))
        .concat([{ when: { turn: 3 }, reply: 'done' as never }]),
    )
    const limited = await open.claw(['run', 'Do it', '--agent', 'writer'], { CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT: '2' })
    expect(limited).toMatchObject({ code: 7, document: { status: 'interrupted', error: { code: 'TOOL_LIMIT' } } })
    expect(open.file('log.txt')).toBe('0\n1\n')
    const resumed = await open.claw(['resume', limited.document.run_id ?? ''])
    expect(resumed.document).toMatchObject({ ok: true, result: 'done' })
    expect(open.file('log.txt')).toBe('0\n1\n2\n')
    expect(open.server.requests).toHaveLength(4)
  })

  test('tokens and time of a run: exit 7 and resumable', { timeout: 30_000 }, async () => {
    open = await scene(
      [
        { when: { turn: 0, task: 'slow' }, reply: { tool_calls: [read('s1.txt')] } },
        { when: { turn: 1, task: 'slow' }, reply: [{ text: 'late', delay_ms: 20_000 }, 'in time'] },
        { when: { turn: 0 }, reply: { tool_calls: [read('s1.txt')], usage: { prompt: 9000, completion: 2000 } } },
        { when: { turn: 1 }, reply: 'done' },
      ],
      { files: FILES },
    )
    const spent = await open.claw(['run', 'Do it', '--agent', 'writer', '--max-tokens', '12000'])
    expect(spent).toMatchObject({ code: 7, document: { status: 'interrupted', error: { code: 'RUN_BUDGET' } } })
    expect(open.server.chats()).toHaveLength(1)
    const raised = await open.claw(['resume', spent.document.run_id ?? '', '--max-tokens', '50000'])
    expect(raised.document).toMatchObject({ ok: true, result: 'done' })
    expect(open.server.chats()).toHaveLength(2)
    const timed = await open.claw(['run', 'Do the slow thing', '--agent', 'writer', '--timeout', '3'])
    expect(timed).toMatchObject({ code: 7, document: { status: 'interrupted', error: { code: 'RUN_TIMEOUT' } } })
    const resumed = await open.claw(['resume', timed.document.run_id ?? ''])
    expect(resumed.document).toMatchObject({ ok: true, result: 'in time' })
    expect(resumed.of('model.requested').map((event) => event.data.maybe_paid_twice)).toEqual([false, false, true])
  })
})
