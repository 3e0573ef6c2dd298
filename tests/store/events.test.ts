import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type NewEvent, parseRunEvent, type RunEvent } from '../../src/protocol/events.ts'
import type { Fence } from '../../src/store/records.ts'
import { newRun, ownedRun, RUN, SECRET, type StoreFixture, storeFixture } from './store-fixture.ts'

let fixture: StoreFixture
let fence: Fence
beforeEach(() => {
  fixture = storeFixture()
  fence = ownedRun(fixture.store)
})
afterEach(() => fixture.dispose())

const progress = (text: string): NewEvent => ({ type: 'capsule.progress', data: { text } })
function mirrored(run_id = RUN): RunEvent[] {
  const text = readFileSync(fixture.store.events.mirrorPath(run_id), 'utf8')
  expect(text === '' || text.endsWith('\n')).toBe(true)
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => parseRunEvent(JSON.parse(line)))
}

test('events count from 1 without a gap; the list, the listeners and the mirror say the same', () => {
  const { events } = fixture.store
  const heard: RunEvent[] = []
  const stop = events.subscribe(RUN, (event) => heard.push(event))
  events.append(fence, { type: 'tool.requested', subtask_id: 's1', attempt: 2, actor: 'agent:x', data: toolRequest({ a: 'ü\u2028"' }) })
  fixture.store.transaction(fence, () => [1, 2, 3].map((n) => events.append(fence, progress(`p${n}`))))
  expect(events.list(RUN).map((event) => event.seq)).toEqual([1, 2, 3, 4])
  expect(events.list(RUN, { after_seq: 1, limit: 2 }).map((event) => event.seq)).toEqual([2, 3])
  expect(heard).toEqual(events.list(RUN))
  expect(mirrored()).toEqual(heard)
  expect(heard[0]).toMatchObject({ actor: 'agent:x', subtask_id: 's1', attempt: 2 })
  stop()
  events.append(fence, progress('unheard'))
  expect(heard).toHaveLength(4)
})

test('secrets are masked before anything is written, told or mirrored', () => {
  const { events } = fixture.store
  const returned = events.append(fence, { type: 'tool.requested', data: toolRequest({ header: `Bearer ${SECRET}`, [SECRET]: [SECRET] }) })
  expect(JSON.stringify([returned, events.list(RUN), mirrored()])).not.toContain(SECRET)
  expect(JSON.stringify(returned)).toContain('[redacted]')
})

test('data that does not fit the type of the event is a bug and is not written', () => {
  const wrong = { type: 'capsule.progress', data: { text: 7 } } as unknown as NewEvent
  expect(() => fixture.store.events.append(fence, wrong)).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
  expect(fixture.store.events.list(RUN)).toEqual([])
})

test('a listener that throws or appends disturbs nobody, and order holds', () => {
  const { events } = fixture.store
  const warned: string[] = []
  const onWarning = (warning: Error): void => void warned.push(warning.message)
  process.once('warning', onWarning)
  const heard: string[] = []
  events.subscribe(RUN, (event) => {
    if (event.seq === 1) events.append(fence, progress('from a listener'))
    if (event.seq === 2) throw new Error('broken view')
  })
  events.subscribe(RUN, (event) => heard.push(`${event.seq}`))
  fixture.store.transaction(fence, () => [events.append(fence, progress('a')), events.append(fence, progress('b'))])
  expect(heard).toEqual(['1', '2', '3'])
  expect(mirrored().map((event) => event.seq)).toEqual([1, 2, 3])
  process.off('warning', onWarning)
})

test('an unknown run has no place for events', () => {
  expect(() => fixture.store.events.appendUnfenced('ffffffffffff', progress('x'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect(() => fixture.store.events.mirrorPath('../../etc/passwd')).toThrow(TypeError)
})

test('what another process writes meanwhile reaches listeners and mirror in its place', () => {
  const { events, runs } = fixture.store
  const run_id = 'aaaaaaaaaaaa'
  runs.create(newRun(run_id))
  const held = runs.claim(run_id, { pid: 1, start_time: '1', host: hostname() })
  const other = fixture.open()
  const heard: number[] = []
  events.append(held, progress('1'))
  events.subscribe(run_id, (event) => heard.push(event.seq))
  other.events.appendUnfenced(run_id, { type: 'run.cancelling', data: { by: 'x' } })
  expect(mirrored(run_id).map((event) => event.seq)).toEqual([1])
  events.append(held, progress('3'))
  expect(heard).toEqual([2, 3])
  expect(mirrored(run_id).map((event) => event.seq)).toEqual([1, 2, 3])
})

test('without an owner every writer mirrors, and the next owner goes on where they ended', () => {
  const other = fixture.open()
  fixture.store.events.append(fence, progress('1'))
  fixture.store.runs.release(fence)
  other.events.appendUnfenced(RUN, progress('2'))
  fixture.store.events.appendUnfenced(RUN, progress('3'))
  other.events.appendUnfenced(RUN, progress('4'))
  const next = fixture.store.runs.claim(RUN, { pid: process.pid, start_time: '', host: hostname() })
  fixture.store.events.append(next, progress('5'))
  expect(mirrored().map((event) => event.seq)).toEqual([1, 2, 3, 4, 5])
})

test.each([
  ['a torn last line', (path: string) => appendFileSync(path, '{"seq":4,"run_id":"01')],
  ['foreign text', (path: string) => appendFileSync(path, 'hello\n{"seq":9}\n')],
  ['a missing file', (path: string) => rmSync(path)],
  ['an empty file', (path: string) => writeFileSync(path, '')],
  ['a line twice', (path: string) => appendFileSync(path, `${readFileSync(path, 'utf8').split('\n')[2]}\n`)],
  ['only half', (path: string) => writeFileSync(path, `${readFileSync(path, 'utf8').split('\n')[0]}\n`)],
])('repairMirror mends %s', (_, damage) => {
  const { events, runs } = fixture.store
  for (const n of [1, 2, 3]) events.append(fence, progress(`p${n}`))
  runs.release(fence)
  damage(events.mirrorPath(RUN))
  events.repairMirror(RUN)
  expect(mirrored()).toEqual(events.list(RUN))
  events.appendUnfenced(RUN, progress('more'))
  expect(mirrored()).toEqual(events.list(RUN))
})

test('a mirror that cannot be written never fails a run; it is made up for later', () => {
  const { events, runs } = fixture.store
  rmSync(fixture.options.runLogsDir, { recursive: true, force: true })
  writeFileSync(fixture.options.runLogsDir, 'a file where the folder was')
  runs.release(fence)
  const again = runs.claim(RUN, { pid: process.pid, start_time: '', host: hostname() })
  events.append(again, progress('1'))
  expect(events.list(RUN)).toHaveLength(1)
  rmSync(fixture.options.runLogsDir)
  mkdirSync(fixture.options.runLogsDir)
  events.append(again, progress('2'))
  expect(mirrored().map((event) => event.seq)).toEqual([1, 2])
})

test('long lines and many runs keep their mirrors right', () => {
  const { events } = fixture.store
  const big = 'y'.repeat(200_000)
  for (let i = 0; i < 40; i += 1) {
    const own = ownedRun(fixture.store, i.toString(16).padStart(12, 'c'))
    events.append(own, progress(i === 0 ? big : 'x'))
  }
  const first = { run_id: '0'.padStart(12, 'c'), epoch: 1 }
  events.append(first, progress('after eviction'))
  expect(mirrored(first.run_id)).toEqual(events.list(first.run_id))
  expect(existsSync(events.mirrorPath(first.run_id))).toBe(true)
})

function toolRequest(args: Record<string, string | string[]>) {
  return { intent_id: 'i', tool: 'file_io', args, args_hash: 'h', reason: 'r' }
}
