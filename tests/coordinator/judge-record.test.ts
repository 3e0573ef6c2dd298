import { expect, test } from 'vitest'
import { figuresOf } from '../../src/coordinator/record/figures-of.ts'
import { judgeStanding } from '../../src/coordinator/record/judge-standing.ts'
import { workingTime } from '../../src/coordinator/record/working-time.ts'
import type { RunEvent } from '../../src/protocol/events.ts'

/** Newest first: `s` and `f`, each in a run of its own. */
const uses = (text: string) =>
  [...text].map((letter, i) => ({ outcome: letter === 's' ? ('success' as const) : ('failure' as const), run_id: String(i) }))

test.each([
  ['', null],
  ['ffff', null],
  ['fffff', 'its last 5 uses failed'],
  ['ffffs', null],
  ['ffffsffff', '8 of its last 9 uses failed'],
  ['ffffsfffsf', '8 of its last 10 uses failed'],
  ['ffsfsfffsf', null],
  ['sffffffff', '8 of its last 9 uses failed'],
])('%s -> %s', (text, wanted) => expect(judgeStanding(uses(text))).toBe(wanted))

test('one bad task in many parts is not repeated failure', () => {
  expect(judgeStanding(uses('fffffffff').map((use) => ({ ...use, run_id: 'one' })))).toBeNull()
})

let seq = 0
function event(type: string, second: number, data: object = {}, subtask_id: string | null = 's1'): RunEvent {
  seq += 1
  const at = new Date(1_700_000_000_000 + second * 1000).toISOString()
  return { seq, run_id: 'r', at, actor: 'claw', type, subtask_id, attempt: 1, data } as unknown as RunEvent
}

test('time stands still while a person is waited for, and while nobody holds the run', () => {
  const events = [
    event('subtask.started', 0),
    event('approval.requested', 2, { approval_id: 'a' }),
    event('question.asked', 3, { question_id: 'q' }),
    event('approval.decided', 100, { approval_id: 'a' }),
    event('question.answered', 110, { question_id: 'q' }),
    event('subtask.started', 113, {}, 's2'),
    event('capsule.progress', 115),
    event('run.resumed', 5000, {}, null),
    event('subtask.started', 5001),
    event('subtask.succeeded', 5004),
    event('run.ended', 9000, {}, null),
  ]
  expect(workingTime(events, 's1')).toBe(2000 + 5000 + 3000)
  expect(workingTime(events.slice(0, 3), 's1')).toBe(2000)
  expect(workingTime([], 's1')).toBe(0)
})

test('what a provider does not tell is unknown, a refusal is no failure of a tool, a replay costs nothing', () => {
  const answer = { ok: true, replayed: false, usage: { input_tokens: 5, output_tokens: 2 }, cost_usd: 0.1 }
  const tool = (ok: boolean, code?: string) =>
    event('tool.finished', 1, { ok, replayed: false, error: code === undefined ? null : { code } })
  const figures = figuresOf([
    event('model.finished', 1, answer),
    event('model.finished', 1, { ...answer, usage: null, cost_usd: null }),
    event('model.finished', 1, { ...answer, ok: false, usage: null, cost_usd: null }),
    event('model.finished', 1, { ...answer, replayed: true }),
    tool(true),
    tool(false, 'TOOL_FAILED'),
    tool(false, 'POLICY_DENIED'),
  ])
  expect(figures).toEqual({
    input_tokens: 5,
    output_tokens: 2,
    model_calls: 3,
    unmetered_calls: 1,
    known_usd: 0.1,
    unpriced_calls: 1,
    tool_calls: 3,
    tool_failures: 1,
  })
})
