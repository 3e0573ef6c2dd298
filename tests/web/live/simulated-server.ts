import type { RunEvent } from '../../../src/protocol/events.ts'
import { SignedOut } from '../../../web/client/live/feed-stream.ts'
import { Refused, type RunHistory } from '../../../web/client/live/run-loader.ts'
import type { SimulatedTime } from './simulated-time.ts'

type Entry =
  | { readonly event: RunEvent; readonly large: boolean }
  | { readonly topics: readonly string[]; readonly runs: readonly string[] }

/** A dashboard's server as the client sees it: a log of what happened, streams over it, and the history of runs. */
export interface SimulatedServer {
  /** How many streams are open now. */
  readonly streams: number
  readonly opened: number
  /** How many entries there are. */
  readonly size: number
  say(run_id: string, large?: boolean): void
  change(topics: readonly string[], runs?: readonly string[]): void
  open(cursor: string | undefined, signal: AbortSignal): Promise<AsyncIterable<string>>
  history(run_id: string, after: number, signal: AbortSignal): Promise<RunHistory>
  count(run_id: string): number
  /** Cuts all streams; while it is down nothing answers. */
  setUp(up: boolean): void
  setSignedIn(signedIn: boolean): void
  /** Another registry in the place of this one. */
  replace(): void
  beat(): void
  /** The network does not deliver any more, and does not say so. */
  hang(): void
}

interface Stream {
  place: number
  hangs: boolean
  push(text: string): void
  fail(): void
}

export function simulatedServer(time: SimulatedTime, random: () => number): SimulatedServer {
  let log: Entry[] = []
  let mark = 'aaaaaaaa'
  let up = true
  let signedIn = true
  let opened = 0
  const streams = new Set<Stream>()

  // Every entry counts in both numbers: what matters is that they grow.
  const cursorAt = (place: number): string => `${place}-${place}-${place === 0 ? '00000000' : mark}`
  const delay = (): number => Math.floor(random() * 30)

  function frame(entry: Entry, place: number): string {
    const id = `id: ${cursorAt(place)}\n`
    if ('topics' in entry) return `event: changed\n${id}data: ${JSON.stringify(entry)}\n\n`
    const { run_id, seq } = entry.event
    if (entry.large) return `event: large\n${id}data: ${JSON.stringify({ run_id, seq, type: entry.event.type, bytes: 1e6 })}\n\n`
    return `${id}data: ${JSON.stringify(entry.event)}\n\n`
  }

  function feed(stream: Stream): void {
    if (stream.hangs) return
    const rest = log.slice(stream.place)
    if (rest.length === 0) return
    const text = rest.map((entry, index) => frame(entry, stream.place + index + 1)).join('')
    stream.place = log.length
    // The network cuts where it likes.
    const cut = Math.floor(random() * text.length)
    stream.push(text.slice(0, cut))
    stream.push(text.slice(cut))
  }

  function add(entry: Entry): void {
    log.push(entry)
    for (const stream of [...streams]) time.after(delay(), () => feed(stream))
  }

  const eventsOf = (run_id: string): RunEvent[] =>
    log.flatMap((entry) => ('event' in entry && entry.event.run_id === run_id ? [entry.event] : []))

  return {
    get streams() {
      return streams.size
    },
    get opened() {
      return opened
    },
    get size() {
      return log.length
    },
    say: (run_id, large = false) => {
      const seq = eventsOf(run_id).length + 1
      const event = {
        seq,
        run_id,
        at: new Date(0).toISOString(),
        actor: 'claw',
        type: 'capsule.progress',
        subtask_id: null,
        attempt: null,
        data: { text: `${seq}` },
      }
      add({ event: event as RunEvent, large })
    },
    change: (topics, runs = []) => add({ topics, runs }),
    count: (run_id) => eventsOf(run_id).length,
    open: async (cursor, signal) => {
      await new Promise<void>((resolve) => void time.after(delay(), resolve))
      if (!up) throw new Error('refused')
      if (!signedIn) throw new SignedOut('401')
      const asked = cursor === undefined ? log.length : Number(cursor.split('-')[0])
      const known = cursor === undefined || (asked <= log.length && cursor === cursorAt(asked))
      const stream = streamOf(signal, streams)
      opened += 1
      stream.place = known ? asked : log.length
      const hello = { server: 's', cursor: cursorAt(stream.place), at: 0, beat_ms: 5000, reset: known ? null : 'other_registry' }
      stream.push(`event: hello\nid: ${hello.cursor}\ndata: ${JSON.stringify(hello)}\n\n`)
      time.after(delay(), () => feed(stream))
      return stream
    },
    history: async (run_id, after, signal) => {
      await new Promise<void>((resolve) => void time.after(delay(), resolve))
      signal.throwIfAborted()
      if (!up) throw new Error('refused')
      if (!signedIn) throw new Refused('401')
      const some = eventsOf(run_id)
        .filter(({ seq }) => seq > after)
        .slice(0, 7)
      const last = some.at(-1)?.seq ?? after
      await new Promise<void>((resolve) => void time.after(delay(), resolve))
      return { events: some, next: last < eventsOf(run_id).length ? last : null, end: null }
    },
    setUp: (now) => {
      up = now
      if (!up) for (const stream of [...streams]) stream.fail()
    },
    setSignedIn: (now) => {
      signedIn = now
    },
    replace: () => {
      log = []
      mark = mark === 'aaaaaaaa' ? 'bbbbbbbb' : 'cccccccc'
    },
    beat: () => {
      for (const stream of streams) if (!stream.hangs) stream.push('event: beat\ndata: {"at":0}\n\n')
    },
    hang: () => {
      for (const stream of streams) stream.hangs = true
    },
  }
}

function streamOf(signal: AbortSignal, streams: Set<Stream>): Stream & AsyncIterable<string> {
  const waiting: string[] = []
  let wake = (): void => undefined
  let failed = false
  const stream: Stream & AsyncIterable<string> = {
    place: 0,
    hangs: false,
    push: (text) => {
      waiting.push(text)
      wake()
    },
    fail: () => {
      failed = true
      streams.delete(stream)
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const text = waiting.shift()
        if (text !== undefined) yield text
        else if (failed) throw new Error('cut off')
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
  streams.add(stream)
  signal.addEventListener('abort', stream.fail, { once: true })
  if (signal.aborted) stream.fail()
  return stream
}
