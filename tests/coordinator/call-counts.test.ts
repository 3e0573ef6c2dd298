import { afterEach, describe, expect, test } from 'vitest'
import { purposes, read, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const FILES = Object.fromEntries(['s1', 's2', 's3', 's4'].map((id) => [`${id}.txt`, `text of ${id}\n`]))

const JUDGED = { acceptance_criteria: ['It tells what the file says'] }

describe('what a run costs', () => {
  test('a simple task with a fitting agent: act and answer; several tools in one message are one call', { timeout: 30_000 }, async () => {
    open = await scene(
      [
        { when: { turn: 0 }, reply: { tool_calls: [read('s1.txt'), read('s2.txt'), { name: 'file_io', args: { op: 'list' } }] } },
        { when: { turn: 1 }, reply: 'Both are read.' },
      ],
      { files: FILES },
    )
    const ran = await open.claw(['run', 'What do the text files s1.txt and s2.txt of this folder say?'])
    expect(ran.document.error).toBeNull()
    expect(ran.document).toMatchObject({ ok: true, status: 'completed', engine: 'model', result: 'Both are read.' })
    expect(purposes(ran)).toEqual(['agent', 'agent'])
    expect(open.server.requests).toHaveLength(2)
    expect(ran.of('tool.finished').map((event) => event.data.ok)).toEqual([true, true, true])
    // All three belong to the first call: the second one is asked with their results.
    const order = ran.events.map((event) => event.type).filter((type) => type === 'tool.finished' || type === 'model.requested')
    expect(order).toEqual(['model.requested', 'tool.finished', 'tool.finished', 'tool.finished', 'model.requested'])
  })

  test('four and four subtasks with a tool each: two plans, two calls a subtask, one synthesis; inputs reach those who depend on them', {
    timeout: 60_000,
  }, async () => {
    const discovery = ['s1', 's2', 's3', 's4'].map((id) => subtask(id, JUDGED))
    const execution = ['e1', 'e2', 'e3', 'e4'].map((id, i) =>
      subtask(id, { task: `Read the file s${i + 1}.txt of this folder for part ${id}`, depends_on: [`s${i + 1}`], ...JUDGED }),
    )
    open = await scene(
      [
        { when: { schema: 'plan', any: '# Found out' }, reply: { json: { reason: 'work', execution } } },
        { when: { schema: 'plan' }, reply: { json: { reason: 'find out', discovery, execution: [] } } },
        { when: { schema: 'synthesis' }, reply: { json: { answer: 'All eight are done.', verdicts: [] } } },
        ...[1, 2, 3, 4].flatMap((n) => [
          { when: { task: `/s${n}\\.txt/`, turn: 0 }, reply: { tool_calls: [read(`s${n}.txt`)] } },
          { when: { task: `/\\(s${n}\\)/`, turn: 1 }, reply: `found-${n}` },
          { when: { task: `part e${n}`, turn: 1 }, reply: `worked-${n}` },
        ]),
      ],
      { files: FILES },
    )
    const ran = await open.claw(['run', 'First find out what is in the four files, then work on each of the four parts.'])
    expect(ran.document.error).toBeNull()
    expect(ran.document).toMatchObject({ ok: true, status: 'completed', result: 'All eight are done.' })
    // What no check can decide is judged inside of the second plan and of the synthesis.
    expect(ran.of('subtask.judged')).toHaveLength(8)
    expect(open.server.requests.length).toBe(19)
    expect(purposes(ran).filter((purpose) => purpose !== 'agent')).toEqual(['plan.discovery', 'plan.execution', 'synthesis'])
    const second = open.server.chats().filter((chat) => chat.schema === 'plan')[1]
    expect(JSON.stringify(second?.messages)).toContain('found-3')
    const e2 = open.server.chats().find((chat) => JSON.stringify(chat.messages).includes('part e2'))
    expect(JSON.stringify(e2?.messages)).toContain('found-2')
    expect(JSON.stringify(e2?.messages)).not.toContain('found-3')
  })

  test('one and one: at most seven, with a tool each, and the criteria of both judged', { timeout: 60_000 }, async () => {
    const found = subtask('s1', { acceptance_criteria: ['the text of the file is told'] })
    const work = subtask('e1', {
      task: 'Read the file s2.txt of this folder for part e1',
      depends_on: ['s1'],
      acceptance_criteria: ['it builds on s1'],
    })
    const met = { verdicts: [{ id: 'c1', met: true, reason: 'it does' }] }
    open = await scene(
      [
        { when: { schema: 'plan', any: '# Found out' }, reply: { json: { reason: 'work', execution: [work], ...met } } },
        { when: { schema: 'plan' }, reply: { json: { reason: 'find out', discovery: [found], execution: [] } } },
        { when: { schema: 'verdicts' }, reply: { json: met } },
        { when: { task: '/s1\\.txt/', turn: 0 }, reply: { tool_calls: [read('s1.txt')] } },
        { when: { task: '/s2\\.txt/', turn: 0 }, reply: { tool_calls: [read('s2.txt')] } },
        { reply: 'both are read' },
      ],
      { files: FILES },
    )
    const ran = await open.claw(['run', 'First find out what s1.txt says, then work on the second file.'])
    expect(ran.document).toMatchObject({ ok: true, status: 'completed', result: 'both are read' })
    expect(ran.of('subtask.judged').map((event) => [event.subtask_id, event.data.verdict])).toEqual([
      ['s1', 'met'],
      ['e1', 'met'],
    ])
    expect(open.server.requests.length).toBeLessThanOrEqual(7)
  })

  test('--plan-only plans and stops; --agent takes the task as it is; the context reaches the agent; the next task of the session sees the last', {
    timeout: 60_000,
  }, async () => {
    open = await scene(
      [
        { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: [subtask('s1'), subtask('s2', { depends_on: ['s1'] })] } } },
        { reply: 'the colour is teal-42' },
      ],
      { files: FILES },
    )
    const planned = await open.claw(['run', 'Read s1.txt, then read s2.txt', '--plan-only'])
    expect(planned.document).toMatchObject({ ok: true, status: 'completed' })
    expect(planned.of('plan.created')[0]?.data.subtasks.map((item) => item.depends_on)).toEqual([[], ['s1']])
    expect(open.server.requests).toHaveLength(1)
    const named = await open.claw([
      'run',
      'Which colour, and then which shade?',
      '--agent',
      'writer',
      '--session-id',
      'paint',
      '--context-json',
      '{"mood":"calm-77"}',
    ])
    expect(named.document).toMatchObject({ ok: true, subtasks: [{ agent_id: 'writer' }] })
    expect(purposes(named)).toEqual(['agent'])
    expect(JSON.stringify(open.server.chats()[1]?.messages)).toContain('calm-77')
    await open.claw(['run', 'Say it again', '--agent', 'writer', '--session-id', 'paint'])
    expect(JSON.stringify(open.server.chats()[2]?.messages)).toContain('teal-42')
    await open.claw(['run', 'Say it again', '--agent', 'writer', '--session-id', 'other'])
    expect(JSON.stringify(open.server.chats()[3]?.messages)).not.toContain('teal-42')
  })

  test('a plan that is invalid twice ends the run; one that is mended goes on', { timeout: 30_000 }, async () => {
    const circle = { json: { reason: 'r', execution: [subtask('s1', { depends_on: ['s2'] }), subtask('s2', { depends_on: ['s1'] })] } }
    open = await scene(
      [
        { when: { schema: 'plan' }, reply: [circle, circle, circle, { json: { reason: 'r', execution: [subtask('s1')] } }] },
        { reply: 'done' },
      ],
      { files: FILES },
    )
    const task = 'Read s1.txt, then read s2.txt'
    const invalid = await open.claw(['run', task])
    expect(invalid).toMatchObject({ code: 1, document: { ok: false, status: 'failed', error: { code: 'PLAN_INVALID' } } })
    expect(invalid.document.error?.message).toContain('circle')
    const mended = await open.claw(['run', task])
    expect(mended.document).toMatchObject({ ok: true, result: 'done' })
  })
})
