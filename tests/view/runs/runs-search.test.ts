import { expect, test } from 'vitest'
import { runRequest } from '../../../src/view/menu/places/home/run-options.ts'
import { contextProblem, newRunBody } from '../../../src/view/runs/new-run-body.ts'
import { pathWord, withPath } from '../../../src/view/runs/path-word.ts'
import { isPreset, RUN_PRESETS, readPresets, withPreset } from '../../../src/view/runs/run-presets.ts'
import { runRefusal, standingText } from '../../../src/view/runs/run-refusal.ts'
import { isFiltered, NO_SEARCH, runsQuery } from '../../../src/view/runs/runs-search.ts'

const NOW = 1_800_000_000_000

test('what is typed goes before what is chosen, and a range becomes a moment', () => {
  const { query, problem } = runsQuery(
    { ...NO_SEARCH, q: 'status:fail budget tag:x', status: 'running', range: '1h', order: 'longest' },
    NOW,
  )
  expect(query).toEqual({ status: 'failed', tag: 'x', text: 'budget', since: String(NOW - 3_600_000), order: 'longest' })
  expect(problem).toBe('')
  expect(runsQuery({ ...NO_SEARCH, q: 'stage:nowhere' }, NOW).problem).toContain('no stage')
  expect([isFiltered(NO_SEARCH), isFiltered({ ...NO_SEARCH, order: 'oldest' }), isFiltered({ ...NO_SEARCH, tag: 'x' })]).toEqual([
    false,
    false,
    true,
  ])
})

test('presets are kept as they are, and what somebody wrote into the browser by hand is left out', () => {
  const saved = withPreset([], ' mine ', { ...NO_SEARCH, tag: 'nightly', order: 'longest' })
  expect(saved).toEqual([{ name: 'mine', search: { tag: 'nightly', order: 'longest' } }])
  expect(readPresets(JSON.stringify(saved))).toEqual(saved)
  expect(withPreset(saved, 'mine', { ...NO_SEARCH, q: 'x' })).toEqual([{ name: 'mine', search: { q: 'x' } }])
  for (const text of [null, '', 'no json', '{}', '[1, null, {"name": 3}]']) expect(readPresets(text)).toEqual([])
  const odd = [{ name: 'a', search: { range: '9y', order: '; DROP', q: 1, __proto__: {}, tag: 'ok', other: 'x' } }]
  expect(readPresets(JSON.stringify(odd))).toEqual([{ name: 'a', search: { tag: 'ok' } }])
  expect(RUN_PRESETS.filter((preset) => isPreset(preset, NO_SEARCH)).map(({ name }) => name)).toEqual(['All'])
})

test('only what differs from the configuration is sent', () => {
  expect(newRunBody(runRequest('x', {}))).toEqual({ task: 'x' })
  const values = { tags: 'a, b,', tools: ['file_io'], context: '{"a": 1}', plan: true, timeout: 60, policy: 'readonly', paths: '/data' }
  expect(newRunBody(runRequest('x', values))).toEqual({
    task: 'x',
    tags: ['a', 'b'],
    tools: ['file_io'],
    context: { a: 1 },
    plan_only: true,
    timeout_s: 60,
    flags: { policy: 'readonly', 'allow-path': '/data' },
  })
  expect([contextProblem(''), contextProblem('{}'), contextProblem('[]'), contextProblem('{')].map((one) => one ?? 'fine')).toEqual([
    'fine',
    'fine',
    'is JSON, but not an object',
    'is not valid JSON',
  ])
})

test('a path is completed where it is written: a folder stays open, one with spaces is quoted', () => {
  expect(pathWord('read @src/ma', 12)).toEqual({ from: 5, query: 'src/ma' })
  for (const text of ['mail me@home', 'read @src ', 'nothing']) expect(pathWord(text, text.length)).toBeUndefined()
  expect(withPath('read @src/ma now', 12, { from: 5, query: 'src/ma' }, 'src/main.ts')).toEqual({
    text: 'read src/main.ts now',
    cursor: 17,
  })
  expect(withPath('@s', 2, { from: 0, query: 's' }, 'src/').text).toBe('@src/')
  expect(withPath('@a', 2, { from: 0, query: 'a' }, 'a b.txt').text).toBe('"a b.txt" ')
})

test('what cannot be done with a run says why', () => {
  const run = { status: 'running', waiting_reason: null, held: true, resumable: false, cancel_requested_by: null } as const
  expect([runRefusal(run, 'stop'), runRefusal(run, 'kill'), runRefusal(run, 'rerun')]).toEqual([undefined, undefined, undefined])
  expect(runRefusal(run, 'resume')).toContain('already')
  expect(runRefusal({ ...run, cancel_requested_by: 'user:me' }, 'stop')).toContain('asked to stop')
  expect(runRefusal({ ...run, status: 'failed', held: false }, 'kill')).toContain('failed')
  expect(runRefusal({ ...run, status: 'waiting', held: false, resumable: true, waiting_reason: 'in_doubt' }, 'resume')).toContain(
    'in doubt',
  )
  const stands = { stage: 'execute', steps: 3, steps_done: 1, status: 'failed', waiting_reason: null } as const
  expect(standingText(stands, 'Execute')).toBe('went wrong: Execute, 1 of 3 steps')
  expect(standingText({ ...stands, status: 'waiting', waiting_reason: 'approval' }, 'Execute')).toBe('waits for approval')
})
