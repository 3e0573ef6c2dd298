import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fence, JournalEntry } from '../../src/store/records.ts'
import { ownedRun, RUN, type StoreFixture, storeFixture } from './store-fixture.ts'

let fixture: StoreFixture
let fence: Fence
beforeEach(() => {
  fixture = storeFixture()
  fence = ownedRun(fixture.store)
})
afterEach(() => fixture.dispose())

const key = { run_id: RUN, subtask_id: 's1', attempt: 1 }
let serial = 0
function request(given?: string, occurrence = 1): JournalEntry {
  serial += 1
  const hash = given ?? `h${serial}`
  return fixture.store.journal.request(fence, { ...key, kind: 'tool_call', request_hash: hash, occurrence, request: { tool: 't' } })
}

test('an entry goes requested, decided, started, done and keeps what each step said', () => {
  const { journal } = fixture.store
  const decided = journal.decide(fence, request('h'), { allow: true })
  const started = journal.start(fence, decided, { recovery: 'pure' })
  const done = journal.done(fence, started, { ok: true, result: [1, null] })
  expect(done).toMatchObject({
    state: 'done',
    seq: 1,
    decision: { allow: true },
    effect: { recovery: 'pure' },
    response: { ok: true, result: [1, null] },
  })
  expect(journal.find(key, 'h', 1)).toEqual(done)
  expect(journal.find(key, 'h', 2)).toBeUndefined()
  expect(journal.find({ ...key, attempt: 2 }, 'h', 1)).toBeUndefined()
})

test('one request of one occurrence stands once; seq counts in the run', () => {
  request('h')
  expect(() => request('h')).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
  request('h', 2)
  fixture.store.journal.request(fence, {
    ...key,
    subtask_id: '@synthesis',
    kind: 'model_call',
    request_hash: 'h',
    occurrence: 1,
    request: null,
  })
  expect(fixture.store.journal.listRun(RUN).map(({ seq, subtask_id }) => [seq, subtask_id])).toEqual([
    [1, 's1'],
    [2, 's1'],
    [3, '@synthesis'],
  ])
  expect(fixture.store.journal.list(key)).toHaveLength(2)
})

test('states never go back, whatever the order of the steps, and an answer never changes', () => {
  const { journal } = fixture.store
  const ranks = { requested: 0, decided: 1, started: 2, done: 3 }
  fc.assert(
    fc.property(fc.array(fc.constantFrom('decide', 'start', 'done'), { maxLength: 6 }), (steps) => {
      const first = request()
      let rank = 0
      for (const step of steps) {
        const wanted = { decide: 1, start: 2, done: 3 }[step] ?? 0
        const allowed = rank < 3 && wanted >= rank
        const move = (): JournalEntry => journal[step as 'decide' | 'start'](fence, first, { step })
        if (allowed) rank = ranks[move().state]
        else expect(move).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
        expect(ranks[journal.find(key, first.request_hash, 1)?.state ?? 'requested']).toBe(rank)
      }
    }),
    { numRuns: 60 },
  )
})

test('an entry of another run is not written under this fence', () => {
  const other = ownedRun(fixture.store, 'ffffffffffff')
  const entry = request()
  expect(() => fixture.store.journal.done(other, entry, 1)).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
  expect(() => fixture.store.journal.done({ ...fence, epoch: 9 }, entry, 1)).toThrow(expect.objectContaining({ code: 'FENCED' }))
})

test('subtasks are added once, keep their order and their first outcome', () => {
  const { subtasks } = fixture.store
  const spec = (id: string) => ({
    id,
    phase: 'execution' as const,
    title: id,
    task: id,
    depends_on: [],
    required_tools: [],
    acceptance_criteria: [],
  })
  subtasks.add(fence, [spec('b'), spec('a')])
  subtasks.update(fence, 'b', { status: 'succeeded', result: 'r', artifacts: [{ path: 'x' }], attempt: 1 })
  subtasks.add(fence, [{ ...spec('b'), title: 'changed' }, spec('c')])
  expect(subtasks.list(RUN).map(({ spec, status, position }) => [spec.id, spec.title, status, position])).toEqual([
    ['b', 'b', 'succeeded', 0],
    ['a', 'a', 'pending', 1],
    ['c', 'c', 'pending', 2],
  ])
  expect(() => subtasks.update(fence, 'zz', { status: 'failed' })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('the request of an attempt is frozen, its first outcome stays', () => {
  const { subtasks } = fixture.store
  subtasks.add(fence, [
    { id: 's1', phase: 'execution', title: 't', task: 't', depends_on: [], required_tools: [], acceptance_criteria: [] },
  ])
  const frozen = taskRequest('first')
  subtasks.startAttempt(fence, { subtask_id: 's1', attempt: 1, agent_id: 'a', request: frozen })
  subtasks.startAttempt(fence, { subtask_id: 's1', attempt: 1, agent_id: 'a', request: taskRequest('second') })
  subtasks.endAttempt(fence, 's1', 1, { status: 'failed', error: { code: 'X', message: 'm', retryable: true } })
  subtasks.endAttempt(fence, 's1', 1, { status: 'succeeded', error: null })
  expect(subtasks.attempts(RUN, 's1')).toMatchObject([{ attempt: 1, request: frozen, status: 'failed', error: { code: 'X' } }])
})

function taskRequest(task: string) {
  return {
    type: 'task_request' as const,
    protocol: 1,
    run_id: RUN,
    subtask_id: 's1',
    attempt: 1,
    agent: { agent_id: 'a', name: 'a', description: 'a' },
    task,
    context: {},
    system_prompt: '',
    tools: [],
    limits: { steps: 1, tool_calls: 1, timeout_ms: 1, line_bytes: 1 },
    engine: 'rules' as const,
    memories: [],
    prior_failures: [],
  }
}
