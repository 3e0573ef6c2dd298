import { beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedBrowser, type SimulatedTab, simulatedBrowser } from './simulated-browser.ts'
import { type SimulatedServer, simulatedServer } from './simulated-server.ts'
import { type SimulatedTime, seededRandom, simulatedTime } from './simulated-time.ts'

const RUN = '0123456789ab'
let time: SimulatedTime
let server: SimulatedServer
let browser: SimulatedBrowser

function begin(seed: number): () => number {
  const random = seededRandom(seed)
  time = simulatedTime()
  server = simulatedServer(time, random)
  browser = simulatedBrowser(server, time, random)
  beat()
  return random
}

function beat(): void {
  server.beat()
  time.after(5000, beat)
}

/** What the tab has applied of a run. */
function seqs(tab: SimulatedTab, run_id = RUN): number[] {
  const { events, count, view } = tab.logs.get(run_id).snapshot()
  expect(view.last_seq).toBe(count)
  return events.slice(0, count).map(({ seq }) => seq)
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

beforeEach(() => void begin(1))

it('of twelve tabs one has the stream, and all are told', async () => {
  const tabs = Array.from({ length: 12 }, () => browser.open())
  for (const tab of tabs) tab.logs.hold(RUN)
  await time.pass(500)
  expect([server.streams, server.opened]).toEqual([1, 1])
  for (let n = 0; n < 20; n += 1) server.say(RUN)
  server.change(['agents'])
  await time.pass(500)
  for (const tab of tabs) {
    expect(seqs(tab)).toEqual(upTo(20))
    expect(tab.state).toBe('live')
    expect(tab.askedAt).toBe(server.size)
  }
  expect(server.opened).toBe(1)
})

it('when the leader closes or crashes another one goes on at once, without a gap', async () => {
  const tabs = Array.from({ length: 4 }, () => browser.open())
  for (const tab of tabs) tab.logs.hold(RUN)
  await time.pass(500)
  for (const end of ['close', 'crash', 'close'] as const) {
    server.say(RUN)
    tabs.shift()?.[end]()
    server.say(RUN)
    await time.pass(300)
    expect(server.streams).toBe(1)
    for (const tab of tabs) expect(seqs(tab)).toEqual(upTo(server.count(RUN)))
  }
})

it('a frozen leader lets another one lead, and catches up when it wakes', async () => {
  const [first, second] = [browser.open(), browser.open()]
  for (const tab of [first, second]) tab.logs.hold(RUN)
  await time.pass(500)
  first.live.freeze()
  first.hang(true)
  for (let n = 0; n < 5; n += 1) server.say(RUN)
  server.change(['runs'])
  await time.pass(20_000)
  expect(seqs(second)).toEqual(upTo(5))
  expect(second.state).toBe('live')
  first.hang(false)
  first.live.resume()
  await time.pass(300)
  expect(seqs(first)).toEqual(upTo(5))
  expect([first.state, first.askedAt, server.streams]).toEqual(['live', server.size, 1])
})

it('a leader that hangs is deposed by a tab that is seen', async () => {
  const [first, hidden, seen] = [browser.open(), browser.open(), browser.open()]
  hidden.visible = false
  await time.pass(500)
  first.hang(true)
  server.change(['agents'])
  await time.pass(20_000)
  expect([hidden.state, seen.state]).toEqual(['live', 'live'])
  expect(seen.askedAt).toBe(server.size)
  first.hang(false)
  await time.pass(1000)
  expect(server.streams).toBe(1)
  expect(first.state).toBe('live')
})

it('the server goes away and comes back: reconnecting, then stale, then live, and nothing is missing', async () => {
  const tabs = [browser.open(), browser.open()]
  for (const tab of tabs) tab.logs.hold(RUN)
  await time.pass(500)
  server.say(RUN)
  server.setUp(false)
  await time.pass(100)
  expect(tabs.map(({ state }) => state)).toEqual(['reconnecting', 'reconnecting'])
  server.say(RUN)
  server.change(['memory'])
  await time.pass(40_000)
  expect(tabs.map(({ state }) => state)).toEqual(['stale', 'stale'])
  server.setUp(true)
  tabs[1]?.live.wake()
  await time.pass(200)
  for (const tab of tabs) {
    expect([tab.state, tab.askedAt]).toEqual(['live', server.size])
    expect(seqs(tab)).toEqual(upTo(2))
  }
})

it('a stream that says nothing any more is opened again', async () => {
  const tab = browser.open()
  await time.pass(500)
  server.hang()
  server.change(['agents'])
  await time.pass(17_000)
  expect([server.opened, tab.state, tab.askedAt]).toEqual([2, 'live', server.size])
})

it('without a session nothing is tried again and again; who signs in wakes all', async () => {
  server.setSignedIn(false)
  const tabs = [browser.open(), browser.open()]
  await time.pass(60_000)
  expect(tabs.map(({ signedOut }) => signedOut)).toEqual([true, true])
  expect(server.opened).toBe(0)
  server.setSignedIn(true)
  await time.pass(60_000)
  expect(server.opened).toBe(0)
  tabs.push(browser.open())
  await time.pass(300)
  expect(tabs.map(({ signedOut, state }) => [signedOut, state])).toEqual(Array(3).fill([false, 'live']))
})

it('another registry in the place of the old one: everything is asked for again', async () => {
  const tabs = [browser.open(), browser.open()]
  for (const tab of tabs) tab.logs.hold(RUN)
  server.say(RUN)
  server.say(RUN)
  await time.pass(500)
  for (const tab of tabs) expect(seqs(tab)).toEqual([1, 2])
  server.setUp(false)
  server.replace()
  server.say(RUN)
  server.setUp(true)
  await time.pass(2000)
  for (const tab of tabs) {
    expect(seqs(tab)).toEqual([1])
    expect(tab.askedAt).toBe(server.size)
  }
})

it('an event that is too large for the stream is fetched by who looks at the run', async () => {
  const tabs = [browser.open(), browser.open()]
  tabs[0]?.logs.hold(RUN)
  await time.pass(500)
  server.say(RUN)
  server.say(RUN, true)
  server.say(RUN)
  await time.pass(500)
  expect(tabs.map((tab) => seqs(tab).length)).toEqual([3, 0])
})

it.each([
  ['locks', { lock: false }],
  ['channels', { channel: false }],
])('without %s each tab has a stream of its own', async (_name, options) => {
  const tabs = [browser.open(options), browser.open(options), browser.open(options)]
  for (const tab of tabs) tab.logs.hold(RUN)
  await time.pass(500)
  expect(server.streams).toBe(3)
  for (let n = 0; n < 5; n += 1) server.say(RUN)
  await time.pass(300)
  for (const tab of tabs) expect([tab.state, seqs(tab)]).toEqual(['live', upTo(5)])
})

describe('whatever happens, each tab applies exactly 1 to n', () => {
  const SEEDS = Array.from({ length: 40 }, (_, n) => n + 100)
  it.each(SEEDS)('seed %i', async (seed) => {
    const random = begin(seed)
    const runs = [RUN, 'abcdef012345']
    const pick = <T>(some: readonly T[]): T | undefined => some[Math.floor(random() * some.length)]
    const acts: readonly (() => void)[] = [
      () => server.say(pick(runs) ?? RUN),
      () => server.say(pick(runs) ?? RUN),
      () => server.say(pick(runs) ?? RUN, random() < 0.2),
      () => server.change(['runs'], [pick(runs) ?? RUN]),
      () => {
        if (browser.tabs.length >= 8) return
        const tab = browser.open()
        tab.logs.hold(pick(runs) ?? RUN)
      },
      () => pick(browser.tabs)?.crash(),
      () => pick(browser.tabs)?.close(),
      () => {
        const tab = pick(browser.tabs)
        if (tab === undefined || tab.frozen) return
        tab.frozen = true
        tab.live.freeze()
        tab.hang(true)
      },
      () => {
        const tab = pick(browser.tabs.filter(({ frozen }) => frozen))
        if (tab === undefined) return
        tab.frozen = false
        tab.hang(false)
        tab.live.resume()
      },
      () => pick(browser.tabs)?.hang(true),
      () => pick(browser.tabs.filter(({ frozen }) => !frozen))?.hang(false),
      () => server.setUp(false),
      () => server.setUp(true),
      () => server.hang(),
      () => pick(browser.tabs)?.live.wake(),
    ]
    for (let step = 0; step < 150; step += 1) {
      pick(acts)?.()
      await time.pass(random() < 0.1 ? random() * 20_000 : random() * 60)
      for (const tab of browser.tabs) for (const run_id of runs) expect(seqs(tab, run_id)).toEqual(upTo(seqs(tab, run_id).length))
    }
    server.setUp(true)
    for (const tab of browser.tabs) {
      tab.hang(false)
      if (tab.frozen) tab.live.resume()
    }
    for (const tab of browser.tabs) for (const run_id of runs) tab.logs.hold(run_id)
    await time.pass(60_000)
    expect(server.streams).toBe(Math.min(1, browser.tabs.length))
    for (const tab of browser.tabs) {
      expect([tab.name, tab.state]).toEqual([tab.name, 'live'])
      for (const run_id of runs) expect(seqs(tab, run_id)).toEqual(upTo(server.count(run_id)))
    }
  })
})
