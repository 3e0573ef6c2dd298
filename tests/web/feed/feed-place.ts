import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openWorkspaceFeed } from '../../../src/app/feed/workspace-feed.ts'
import { loadConfig } from '../../../src/config/load-config.ts'
import type { RunEvent } from '../../../src/protocol/events.ts'
import type { Store } from '../../../src/store/store.ts'
import { createFeedHub, FEED_TIMES, type FeedHub, type FeedTimes } from '../../../web/server/feed/feed-hub.ts'
import { ownedRun, RUN, type StoreFixture, storeFixture } from '../../store/store-fixture.ts'

export interface FeedPlaceOfTest {
  readonly fixture: StoreFixture
  readonly store: Store
  readonly hub: FeedHub
  say(text: string, times?: number, run_id?: string): void
  close(): Promise<void>
}

/** A hub over a registry with one run; nobody else is needed. */
export function feedPlace(times: Partial<FeedTimes> = {}): FeedPlaceOfTest {
  const fixture = storeFixture()
  const { store } = fixture
  ownedRun(store)
  const home = join(fixture.dir, 'home')
  mkdirSync(home)
  const config = loadConfig({ env: { HOME: home, PATH: '' }, cwd: fixture.dir, workspace: fixture.dir })
  const clock = { now: () => Date.now(), monotonic: () => performance.now() }
  const hub = createFeedHub(
    { openFeed: async () => openWorkspaceFeed({ store, config, clock }), faults: { keep: async () => undefined } },
    { ...FEED_TIMES, ...times },
  )
  return {
    fixture,
    store,
    hub,
    say: (text, count = 1, run_id = RUN) =>
      store.transaction(undefined, () => {
        for (let n = 0; n < count; n += 1) store.events.appendUnfenced(run_id, { type: 'capsule.progress', data: { text } })
      }),
    close: async () => {
      await hub.close()
      fixture.dispose()
    },
  }
}

export interface SseFrame {
  readonly event: string
  readonly id: string
  readonly data: string
}

export interface StreamReader {
  readonly frames: SseFrame[]
  /** The id of the last frame that had one. */
  readonly lastId: string
  readonly chunks: Uint8Array[]
  /** Reads on until `enough`, or to the end; throws what the stream breaks with. */
  until(enough: (frames: readonly SseFrame[]) => boolean): Promise<void>
  cancel(): Promise<void>
}

export function streamReader(stream: ReadableStream<Uint8Array>): StreamReader {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  const frames: SseFrame[] = []
  const chunks: Uint8Array[] = []
  let rest = ''
  let lastId = ''
  return {
    frames,
    chunks,
    get lastId() {
      return lastId
    },
    until: async (enough) => {
      while (!enough(frames)) {
        const { done, value } = await reader.read()
        if (done) return
        chunks.push(value)
        const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n')
        rest = parts.pop() ?? ''
        const read = parts.filter((part) => !part.startsWith(':')).map(toFrame)
        frames.push(...read)
        lastId = read.findLast(({ id }) => id !== '')?.id ?? lastId
      }
    },
    cancel: () => reader.cancel(),
  }
}

function toFrame(text: string): SseFrame {
  const fields = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const))
  return { event: fields.get('event') ?? 'message', id: fields.get('id') ?? '', data: fields.get('data') ?? '' }
}

export function seqsOf(frames: readonly SseFrame[]): number[] {
  return frames.flatMap(({ event, data }) => (event === 'message' ? [(JSON.parse(data) as RunEvent).seq] : []))
}

export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}
