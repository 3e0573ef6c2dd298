import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { runStream } from '../../../web/server/feed/run-stream.ts'
import { workspaceStream } from '../../../web/server/feed/workspace-stream.ts'
import { newRun, RUN } from '../../store/store-fixture.ts'
import { type FeedPlaceOfTest, feedPlace, type SseFrame, seqsOf, streamReader, upTo } from './feed-place.ts'

let place: FeedPlaceOfTest
afterEach(() => place.close())

const QUICK = { busyMs: 5, idleMs: 5 }
const listen = async (cursor?: string, drop: () => void = () => undefined) => streamReader(await workspaceStream(place.hub, cursor, drop))
const listenTo = async (after = 0) => streamReader(await runStream(place.hub, { run_id: RUN, after, drop: () => undefined }))
const has = (count: number) => (frames: readonly SseFrame[]) => seqsOf(frames).length >= count

test('hello comes first, names the place and the server, and what happens afterwards follows', async () => {
  place = feedPlace(QUICK)
  place.say('before')
  const reader = await listen()
  await reader.until((frames) => frames.length > 0)
  expect(reader.frames[0]).toMatchObject({ event: 'hello' })
  const hello = JSON.parse(reader.frames[0]?.data ?? '')
  expect(hello).toMatchObject({ server: place.hub.server, cursor: reader.frames[0]?.id, beat_ms: 5000 })
  expect(Math.abs(hello.at - Date.now())).toBeLessThan(5000)
  place.say('after')
  place.store.audit.append({ actor: 'me', action: 'agent.edited', target: 'x' })
  await reader.until((frames) => frames.some(({ event }) => event === 'changed'))
  expect(seqsOf(reader.frames)).toEqual([2])
  expect(JSON.parse(reader.frames.at(-1)?.data ?? '')).toEqual({ topics: ['audit', 'agents'], runs: [] })
  await reader.cancel()
})

test('many readers are given the very same bytes', async () => {
  place = feedPlace(QUICK)
  const readers = await Promise.all(Array.from({ length: 200 }, () => listen()))
  await Promise.all(readers.map((reader) => reader.until((frames) => frames.length > 0)))
  place.say('x', 100)
  await Promise.all(readers.map((reader) => reader.until(has(100))))
  const [first, ...others] = readers.map((reader) => reader.chunks.slice(1))
  for (const chunks of others) {
    expect(chunks.length).toBe(first?.length)
    for (const [index, chunk] of chunks.entries()) expect(chunk).toBe(first?.[index])
  }
  await Promise.all(readers.map((reader) => reader.cancel()))
})

test('every id resumes exactly, from the ring, from the registry and in the midst of a chunk', async () => {
  place = feedPlace({ ...QUICK, ringBytes: 20_000 })
  const whole = await listen()
  await whole.until((frames) => frames.length > 0)
  for (let n = 1; n <= 20; n += 1) {
    place.say('y', 25)
    await whole.until(has(n * 25))
  }
  expect(seqsOf(whole.frames)).toEqual(upTo(500))
  const messages = whole.frames.filter(({ event }) => event === 'message')
  for (const at of [0, 1, 24, 25, 100, 333, 480, 498]) {
    const reader = await listen(messages[at]?.id)
    await reader.until(has(500 - at - 1))
    expect(seqsOf(reader.frames)).toEqual(upTo(500).slice(at + 1))
    expect(JSON.parse(reader.frames[0]?.data ?? '')).toMatchObject({ reset: null })
    await reader.cancel()
  }
  await whole.cancel()
})

test('who comes with the id of another registry, or of none, is told and goes on from now', async () => {
  place = feedPlace(QUICK)
  place.say('x', 3)
  for (const [cursor, reason] of [
    ['1-0-ffffffff', 'other_registry'],
    ['12', 'unknown'],
  ] as const) {
    const reader = await listen(cursor)
    await reader.until((frames) => frames.length > 0)
    expect(JSON.parse(reader.frames[0]?.data ?? '')).toMatchObject({ reset: reason })
    expect(reader.frames[0]?.id).toMatch(/^3-0-/)
    await reader.cancel()
  }
})

test('a reader that takes nothing is dropped, and its last id gives it the rest', async () => {
  place = feedPlace({ ...QUICK, ringBytes: 10_000 })
  const drop = vi.fn()
  const slow = await listen(undefined, drop)
  const quick = await listen()
  await Promise.all([slow, quick].map((reader) => reader.until((frames) => frames.length > 0)))
  for (let n = 0; n < 10; n += 1) {
    place.say('z', 50)
    await quick.until(has((n + 1) * 50))
  }
  await slow.until(() => false)
  expect(drop).toHaveBeenCalledTimes(1)
  const back = await listen(slow.lastId)
  await back.until(has(500 - seqsOf(slow.frames).length))
  expect([...seqsOf(slow.frames), ...seqsOf(back.frames)]).toEqual(upTo(500))
  await Promise.all([back.cancel(), quick.cancel()])
})

test('a reader that takes nothing is also dropped when nothing more comes', async () => {
  place = feedPlace({ ...QUICK, beatMs: 10, slowMs: 30 })
  const drop = vi.fn()
  const slow = await listen(undefined, drop)
  await vi.waitFor(() => expect(drop).toHaveBeenCalledTimes(1))
  await slow.until(() => false)
})

test('beats come with the time of the server', async () => {
  place = feedPlace({ ...QUICK, beatMs: 10 })
  const reader = await listen()
  await reader.until((frames) => frames.filter(({ event }) => event === 'beat').length > 1)
  expect(JSON.parse(reader.frames.at(-1)?.data ?? '')).toEqual({ at: expect.any(Number) })
  await reader.cancel()
})

test('a large event is told of; a run is followed through it all the same', async () => {
  place = feedPlace(QUICK)
  const [wide, narrow] = [await listen(), await listenTo()]
  await wide.until((frames) => frames.length > 0)
  place.say('before')
  await narrow.until(has(1))
  place.say('x'.repeat(1_000_000))
  place.say('after')
  await Promise.all([wide.until(has(2)), narrow.until(has(3))])
  expect(seqsOf(wide.frames)).toEqual([1, 3])
  const large = wide.frames.find(({ event }) => event === 'large')
  expect(JSON.parse(large?.data ?? '')).toMatchObject({ run_id: RUN, seq: 2, type: 'capsule.progress' })
  expect(seqsOf(narrow.frames)).toEqual([1, 2, 3])
  await Promise.all([wide.cancel(), narrow.cancel()])
})

test('a run is told from its first event to the end of its owner, whatever else happens', async () => {
  place = feedPlace(QUICK)
  place.store.runs.create(newRun('abcdef012345'))
  place.say('past', 700)
  const readers = await Promise.all([listenTo(), listenTo(350), listenTo(700)])
  await readers[0]?.until(has(10))
  for (let n = 0; n < 10; n += 1) {
    place.say('live', 3)
    place.say('elsewhere', 3, 'abcdef012345')
    await sleep(3)
  }
  const run = place.store.runs.get(RUN)
  const fence = { run_id: RUN, epoch: run?.epoch ?? 0 }
  place.store.transaction(fence, () => {
    place.store.runs.update(fence, { status: 'completed', exit_code: 0, ended_at: Date.now() })
    place.store.events.append(fence, {
      type: 'run.ended',
      data: { status: 'completed', exit_code: 0, result: null, error: null, duration_ms: 1 },
    })
  })
  // It has ended, but not let go.
  await sleep(30)
  expect(readers[0]?.frames.at(-1)?.event).not.toBe('end')
  place.store.runs.release(fence)
  await Promise.all(readers.map((reader) => reader.until(() => false)))
  for (const [index, after] of [0, 350, 700].entries()) {
    const frames = readers[index]?.frames ?? []
    expect(seqsOf(frames)).toEqual(upTo(731).slice(after))
    expect(frames.at(-1)).toMatchObject({ event: 'end', data: '{"status":"completed","exit_code":0}' })
    expect(frames.slice(0, -1).map(({ id }) => Number(id))).toEqual(seqsOf(frames))
  }
})

test('readers of one run are given the very same bytes', async () => {
  place = feedPlace(QUICK)
  const readers = await Promise.all(Array.from({ length: 50 }, () => listenTo()))
  place.say('first')
  await Promise.all(readers.map((reader) => reader.until(has(1))))
  const before = readers.map(({ chunks }) => chunks.length)
  place.say('x', 20)
  await Promise.all(readers.map((reader) => reader.until(has(21))))
  const [one, ...others] = readers.map(({ chunks }, index) => chunks[before[index] ?? 0])
  for (const chunk of others) expect(chunk).toBe(one)
  await Promise.all(readers.map((reader) => reader.cancel()))
})

test('it reads while somebody listens, and starts anew for the next', async () => {
  place = feedPlace({ ...QUICK, lingerMs: 20 })
  const first = await place.hub.open()
  const reader = await listen()
  await sleep(60)
  expect(await place.hub.open()).toBe(first)
  await reader.cancel()
  await sleep(60)
  const again = await listen()
  expect(await place.hub.open()).not.toBe(first)
  place.say('x')
  await again.until(has(1))
  await again.cancel()
})
