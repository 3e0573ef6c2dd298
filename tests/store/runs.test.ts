import { hostname } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentOwner } from '../../src/store/owner.ts'
import type { Owner } from '../../src/store/records.ts'
import { HEARTBEAT_LIMIT_MS } from '../../src/store/run-store.ts'
import { newRun, ownedRun, RUN, type StoreFixture, storeFixture, testClock } from './store-fixture.ts'

const clock = testClock()
const alive = new Set<number>()
const owner = (pid: number): Owner => ({ pid, start_time: '1', host: hostname() })
let fixture: StoreFixture
beforeEach(() => {
  alive.clear()
  fixture = storeFixture({ clock, isAlive: ({ pid }) => pid === process.pid || alive.has(pid) })
})
afterEach(() => fixture.dispose())

test('a run goes from its creation to its end', () => {
  const { runs } = fixture.store
  expect(runs.create(newRun())).toMatchObject({ status: 'queued', epoch: 0, owner: null, result: null, error: null })
  const fence = runs.claim(RUN, currentOwner())
  expect(fence).toEqual({ run_id: RUN, epoch: 1 })
  const error = { code: 'X', message: 'm', fix: 'f' }
  runs.update(fence, { status: 'failed', result: { a: [1] }, error, exit_code: 1, ended_at: clock.now() })
  runs.release(fence)
  expect(runs.get(RUN)).toMatchObject({ status: 'failed', result: { a: [1] }, error, exit_code: 1, owner: null, engine: 'rules' })
})

test('the same idempotency key is the same run', () => {
  const { runs } = fixture.store
  const first = runs.create({ ...newRun('aaaaaaaaaaaa'), idempotency_key: 'k' })
  expect(runs.create({ ...newRun('bbbbbbbbbbbb'), idempotency_key: 'k' })).toEqual(first)
  expect(runs.get('bbbbbbbbbbbb')).toBeUndefined()
})

test('a run held by a living process is refused, naming pid and host; so is one of our own', () => {
  const { runs } = fixture.store
  ownedRun(fixture.store)
  expect(() => runs.claim(RUN, currentOwner())).toThrow(
    expect.objectContaining({ code: 'RUN_HELD', message: expect.stringMatching(new RegExp(`${process.pid}.*${hostname()}`)) }),
  )
  expect(() => runs.claim('ffffffffffff', currentOwner())).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('after a release, a death or a long silence the run can be taken, and the old owner writes nothing more', () => {
  const { runs, events } = fixture.store
  runs.create(newRun())
  alive.add(1)
  const first = runs.claim(RUN, owner(1))
  runs.release(first)
  const second = runs.claim(RUN, owner(1))
  alive.delete(1)
  alive.add(2)
  const third = runs.claim(RUN, owner(2))
  clock.advance(HEARTBEAT_LIMIT_MS - 1)
  expect(() => runs.claim(RUN, owner(3))).toThrow(expect.objectContaining({ code: 'RUN_HELD' }))
  expect(runs.heartbeat(third)).toBe(true)
  clock.advance(HEARTBEAT_LIMIT_MS)
  const fourth = runs.claim(RUN, owner(3))
  expect([first, second, third, fourth].map((fence) => fence.epoch)).toEqual([1, 2, 3, 4])
  expect(runs.heartbeat(third)).toBe(false)
  const fenced = expect.objectContaining({ code: 'FENCED' })
  expect(() => runs.update(third, { status: 'completed' })).toThrow(fenced)
  expect(() => fixture.store.transaction(third, () => 'x')).toThrow(fenced)
  expect(() => events.append(third, { type: 'capsule.progress', data: { text: 'ghost' } })).toThrow(fenced)
  expect(() => fixture.store.subtasks.add(third, [])).toThrow(fenced)
  runs.release(third)
  expect(runs.get(RUN)).toMatchObject({ status: 'queued', owner: owner(3), epoch: 4 })
  expect(events.list(RUN)).toEqual([])
})

test('runs whose owner is gone become interrupted, once, and are fenced off', () => {
  const { runs } = fixture.store
  alive.add(7)
  const dead = runs.create(newRun('aaaaaaaaaaaa')).run_id
  const fence = runs.claim(dead, owner(6))
  runs.update(fence, { status: 'running' })
  const living = runs.create(newRun('bbbbbbbbbbbb')).run_id
  runs.update(runs.claim(living, owner(7)), { status: 'running' })
  runs.create(newRun('cccccccccccc'))
  const done = runs.create(newRun('dddddddddddd')).run_id
  runs.update(runs.claim(done, owner(6)), { status: 'completed' })
  expect(runs.markAbandoned()).toEqual([dead])
  expect(runs.markAbandoned()).toEqual([])
  expect(runs.get(dead)).toMatchObject({ status: 'interrupted', owner: null })
  expect(() => runs.update(fence, { status: 'completed' })).toThrow(expect.objectContaining({ code: 'FENCED' }))
  clock.advance(HEARTBEAT_LIMIT_MS)
  expect(runs.markAbandoned().sort()).toEqual([living, 'cccccccccccc'])
})

test('ids are found by prefix, newest first, at most ten; a wildcard is only a letter', () => {
  const { runs } = fixture.store
  for (let i = 0; i < 12; i += 1) {
    runs.create(newRun(`abc${i.toString(16)}00000000`))
    clock.advance(1)
  }
  runs.create(newRun('abd000000000'))
  expect(runs.byPrefix('abc')).toHaveLength(10)
  expect(runs.byPrefix('abc')[0]).toBe('abcb00000000')
  expect(runs.byPrefix('abd0')).toEqual(['abd000000000'])
  expect(runs.byPrefix('%')).toEqual([])
  expect(runs.byPrefix('ab_')).toEqual([])
})

test('lists are filtered by status and session', () => {
  const { runs } = fixture.store
  runs.create({ ...newRun('aaaaaaaaaaaa'), session_id: 'one' })
  clock.advance(1)
  runs.create({ ...newRun('bbbbbbbbbbbb'), session_id: 'two' })
  runs.update(runs.claim('bbbbbbbbbbbb', currentOwner()), { status: 'running' })
  const ids = (options: Parameters<typeof runs.list>[0]): string[] => runs.list(options).map((run) => run.run_id)
  expect(ids({ limit: 10 })).toEqual(['bbbbbbbbbbbb', 'aaaaaaaaaaaa'])
  expect(ids({ limit: 1 })).toEqual(['bbbbbbbbbbbb'])
  expect(ids({ limit: 10, status: 'running' })).toEqual(['bbbbbbbbbbbb'])
  expect(ids({ limit: 10, session_id: 'one' })).toEqual(['aaaaaaaaaaaa'])
})

test('a cancel request keeps its first author, survives the first claim, and is gone after a resume', () => {
  const { runs } = fixture.store
  runs.create(newRun())
  runs.requestCancel(RUN, 'user:a')
  runs.requestCancel(RUN, 'user:b')
  const fence = runs.claim(RUN, currentOwner())
  expect(runs.get(RUN)?.cancel_requested_by).toBe('user:a')
  runs.update(fence, { status: 'interrupted' })
  runs.release(fence)
  runs.claim(RUN, currentOwner())
  expect(runs.get(RUN)?.cancel_requested_by).toBeNull()
  expect(() => runs.requestCancel('ffffffffffff', 'x')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('a transaction that throws leaves nothing, and an inner one that is caught leaves nothing of its own', () => {
  const { store } = fixture
  const fence = ownedRun(store)
  const seen: string[] = []
  store.events.subscribe(RUN, (event) => seen.push(event.type === 'capsule.progress' ? event.data.text : event.type))
  const note = (text: string): void => void store.events.append(fence, { type: 'capsule.progress', data: { text } })
  expect(() =>
    store.transaction(fence, () => {
      note('lost')
      throw new Error('no')
    }),
  ).toThrow('no')
  store.transaction(fence, () => {
    note('kept')
    try {
      store.transaction(fence, () => {
        note('undone')
        throw new Error('inner')
      })
    } catch {
      note('after')
    }
    expect(seen).toEqual([])
  })
  expect(seen).toEqual(['kept', 'after'])
  expect(store.events.list(RUN).map((event) => event.seq)).toEqual([1, 2])
})

test('a transaction that awaits is refused', () => {
  const fence = ownedRun(fixture.store)
  expect(() => fixture.store.transaction(fence, async () => 1)).toThrow('must not be asynchronous')
  expect(fixture.store.transaction(fence, () => 2)).toBe(2)
})
