import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { feedCursor } from '../../src/app/feed/feed-place.ts'
import type { FeedBatch, WorkspaceFeed } from '../../src/app/feed/feed-port.ts'
import { openWorkspaceFeed } from '../../src/app/feed/workspace-feed.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import type { Store } from '../../src/store/store.ts'
import { newRun, ownedRun, RUN, type StoreFixture, storeFixture, type TestClock, testClock } from '../store/store-fixture.ts'

const OTHER = 'abcdef012345'
let fixture: StoreFixture
let clock: TestClock
let feed: WorkspaceFeed
let other: Store
let child: ChildProcess | undefined
beforeEach(() => {
  fixture = storeFixture()
  clock = testClock()
  // Another connection, as another process has it.
  other = fixture.open()
  ownedRun(fixture.store)
  feed = open()
})
afterEach(() => {
  child?.kill('SIGKILL')
  feed.close()
  fixture.dispose()
})

function open(store: Store = fixture.store): WorkspaceFeed {
  const home = join(fixture.dir, 'home')
  mkdirSync(home, { recursive: true })
  const config = loadConfig({ env: { HOME: home, PATH: '' }, cwd: fixture.dir, workspace: fixture.dir })
  return openWorkspaceFeed({ store, config, clock })
}

function say(text: string, run_id = RUN, store = other): void {
  store.events.appendUnfenced(run_id, { type: 'capsule.progress', data: { text } })
}

function all(): FeedBatch[] {
  const batches: FeedBatch[] = []
  for (let batch = feed.next(); batch !== undefined; batch = feed.next()) batches.push(batch)
  return batches
}

test('what any process commits comes once, in the order of the commits, and nothing comes of nothing', () => {
  expect(feed.next()).toBeUndefined()
  other.runs.create(newRun(OTHER))
  say('a')
  say('b', OTHER)
  say('c', RUN, fixture.store)
  const [batch, ...rest] = all()
  expect(rest).toEqual([])
  expect(batch?.events.map(({ run_id, seq }) => [run_id, seq])).toEqual([
    [RUN, 1],
    [OTHER, 1],
    [RUN, 2],
  ])
  expect(batch?.events.map(({ line }) => JSON.parse(line ?? ''))).toEqual([
    fixture.store.events.list(RUN)[0],
    fixture.store.events.list(OTHER)[0],
    fixture.store.events.list(RUN)[1],
  ])
  expect(feed.next()).toBeUndefined()
})

test('a transaction that was rolled back leaves no gap and no ghost', () => {
  expect(() =>
    other.transaction(undefined, () => {
      say('ghost')
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(all().flatMap(({ events }) => events)).toEqual([])
  say('real')
  expect(all().flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([1])
})

test('audited actions and events of weight become topics', () => {
  other.audit.append({ actor: 'user:me', action: 'agent.edited', target: 'writer' })
  expect(all().map(({ topics, runs }) => ({ topics, runs }))).toEqual([{ topics: ['audit', 'agents'], runs: [] }])
  other.audit.append({ actor: 'user:me', action: 'approval.decided', target: 'x', run_id: RUN })
  expect(all()[0]).toMatchObject({ topics: ['audit', 'approvals', 'runs'], runs: [RUN] })
  say('of no weight')
  expect(all()[0]).toMatchObject({ topics: [], runs: [] })
  other.audit.append({ actor: 'x', action: 'constructor.polluted', target: 'x' })
  expect(all()[0]).toMatchObject({ topics: ['audit'] })
})

test('the owner of a run dies: it is interrupted within a second and told', () => {
  const gone = { pid: 2 ** 22 - 1, start_time: '1', host: fixture.store.runs.get(RUN)?.owner?.host ?? '' }
  other.runs.create(newRun(OTHER))
  other.runs.claim(OTHER, gone)
  all()
  expect(feed.next()).toBeUndefined()
  clock.advance(1000)
  expect(all()[0]).toMatchObject({ topics: ['runs'], runs: [OTHER] })
  expect(feed.endOf(OTHER)).toMatchObject({ status: 'interrupted' })
  expect(feed.endOf(RUN)).toBeUndefined()
})

test('a file that an editor changes is told', () => {
  mkdirSync(join(fixture.dir, '.closed_claw'), { recursive: true })
  clock.advance(1000)
  all()
  writeFileSync(join(fixture.dir, '.closed_claw', 'policy.json'), '{}')
  clock.advance(1000)
  expect(all()[0]).toMatchObject({ topics: ['policy'], events: [] })
})

test('so is one in the folder of an agent or a skill, written in place', () => {
  const place = (kind: string, file: string): string => join(fixture.dir, kind, 'x', file)
  for (const kind of ['agents', 'skills']) mkdirSync(join(fixture.dir, kind, 'x'), { recursive: true })
  writeFileSync(place('agents', 'skill.md'), 'one')
  writeFileSync(place('skills', 'SKILL.md'), 'one')
  clock.advance(1000)
  all()
  for (const [path, topics] of [
    [place('agents', 'skill.md'), ['agents']],
    [place('skills', 'SKILL.md'), ['skills']],
  ] as const) {
    writeFileSync(path, 'another')
    clock.advance(1000)
    expect(all().flatMap((batch) => batch.topics)).toEqual(topics)
  }
})

test('every cursor leads to exactly what comes after it, page by page', () => {
  const begin = feed.head()
  for (let n = 1; n <= 600; n += 1) say(`${n}`)
  other.audit.append({ actor: 'user:me', action: 'run.ended', target: RUN, run_id: RUN })
  const batches = all()
  expect(batches.length).toBeGreaterThan(1)
  const seqs = batches.flatMap(({ events }) => events.map(({ seq }) => seq))
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  for (const place of [begin, ...batches.map(({ to }) => to), { ...begin, event: 77 }]) {
    const found = feed.find(feedCursor(place))
    if (typeof found === 'string') throw new Error(found)
    const rest: number[] = []
    for (let batch = feed.read(found); batch.events.length > 0; batch = feed.read(batch.to)) rest.push(...batch.events.map(({ id }) => id))
    expect(rest).toEqual(Array.from({ length: 600 - place.event }, (_, index) => place.event + index + 1))
  }
})

test.each(['', 'x', '1-2', '-1-0-00000000', '1e3-0-00000000', '1-0-0000000G', '12', '9'.repeat(40)])('%j is no cursor', (cursor) => {
  expect(feed.find(cursor)).toBe('unknown')
})

test('a cursor of another history and one that is too old are told apart', () => {
  other.audit.append({ actor: 'a', action: 'x.y', target: 'z' })
  const here = feed.head()
  expect(feed.find(feedCursor(here))).toEqual(here)
  expect(feed.find(feedCursor({ ...here, mark: '12345678' }))).toBe('other_registry')
  expect(feed.find(feedCursor({ ...here, event: here.event + 1 }))).toBe('other_registry')
  expect(feed.find(feedCursor({ ...here, audit: here.audit + 1 }))).toBe('other_registry')
  other.transaction(undefined, () => {
    for (let n = 0; n <= 20_000; n += 1) say('x')
  })
  expect(feed.find(feedCursor(here))).toBe('too_old')
})

test('a registry that is replaced under the feed is said, not read', () => {
  renameSync(fixture.options.path, `${fixture.options.path}.old`)
  clock.advance(1000)
  expect(() => feed.next()).toThrow(expect.objectContaining({ code: 'STORE_REPLACED' }))
  writeFileSync(fixture.options.path, '')
  expect(() => open()).toThrow(expect.objectContaining({ code: 'STORE_REPLACED' }))
})

test('an event of a megabyte is told of without being read, and stands in the history', () => {
  say('x'.repeat(1_000_000))
  say('small')
  const events = all().flatMap((batch) => batch.events)
  expect(events.map(({ line }) => line === null)).toEqual([true, false])
  expect(events[0]).toMatchObject({ run_id: RUN, seq: 1, type: 'capsule.progress' })
  expect(events[0]?.bytes).toBeGreaterThan(1_000_000)
  const page = { after: 0, limit: 10, bytes: 1000 }
  expect(feed.history(RUN, page).map(({ seq }) => seq)).toEqual([1])
  expect(feed.history(RUN, { ...page, after: 1 }).map(({ seq }) => seq)).toEqual([2])
  expect(feed.history(RUN, { ...page, bytes: 10_000_000 }).map(({ seq }) => seq)).toEqual([1, 2])
  // The connection is free again although the first loop was left in its midst.
  expect(feed.next()).toBeUndefined()
})

test('a writer that is killed in the midst of a burst leaves exactly what it committed', async () => {
  fixture.store.runs.release({ run_id: RUN, epoch: fixture.store.runs.get(RUN)?.epoch ?? 0 })
  child = spawn(process.execPath, ['--import', 'tsx', resolve('tests/store/store-child.ts'), 'flood', fixture.dir])
  let said = ''
  child.stdout?.on('data', (data: Buffer) => {
    said += data.toString()
  })
  const seen: number[] = []
  while (seen.length < 200) {
    seen.push(...all().flatMap(({ events }) => events.map(({ seq }) => seq)))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  child.kill('SIGKILL')
  await once(child, 'close')
  seen.push(...all().flatMap(({ events }) => events.map(({ seq }) => seq)))
  expect(seen).toEqual(seen.map((_, index) => index + 1))
  expect(seen.length).toBeGreaterThanOrEqual(said.trim().split('\n').length)
  expect(seen).toEqual(fixture.store.events.list(RUN).map(({ seq }) => seq))
}, 20_000)
