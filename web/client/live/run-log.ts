import type { RunEvent } from '../../../src/protocol/events.ts'
import type { RunStatus } from '../../../src/protocol/run.ts'
import { reduceRun } from '../../../src/view/reduce-run.ts'
import { emptyRunView, type RunView } from '../../../src/view/run-view.ts'
import { reduceTrace } from '../../../src/view/trace/reduce-trace.ts'
import { emptyTrace, type Trace } from '../../../src/view/trace/trace.ts'
import { contiguousEvents } from './contiguous-events.ts'
import type { LiveItem } from './live-batch.ts'
import { type RunHistoryPort, runLoader } from './run-loader.ts'
import type { Timers } from './timers.ts'

/** A run as far as it is known. A new object with each change; `events` alone is one array that grows, `count` says how far it counts here. */
export interface RunSnapshot {
  readonly run_id: string
  /** `loading` until everything that had happened is there. */
  readonly phase: 'loading' | 'ready' | 'failed'
  /** Why it cannot be shown. */
  readonly error: unknown
  readonly view: RunView
  readonly events: readonly RunEvent[]
  readonly count: number
  /** Every step as a tree; made from the first time that somebody asks for it. */
  readonly trace: Trace | undefined
  /** How its owner let go of it; undefined while it has one. */
  readonly end: RunStatus | undefined
}

export interface RunLogPorts {
  readonly history: RunHistoryPort
  readonly timers: Timers
  /** Before the next picture, or soon when nobody sees it. Returns what cancels it. */
  frame(act: () => void): () => void
}

export interface RunLog {
  snapshot(): RunSnapshot
  subscribe(changed: () => void): () => void
  take(item: LiveItem): void
  /** Fetches what has happened, unless that is known or on its way. */
  begin(): void
  /** Asks for what may have been missed. `all`: for everything again. */
  catchUp(all: boolean): void
  withTrace(): void
  close(): void
}

/** How long a page may stand still for it; while it shows nothing yet, it may for longer. */
const SLICE_MS = 24
const LOADING_SLICE_MS = 100

/** The events of one run in this tab: each once and in order, whatever came twice, late or not at all; folded for the pages, a picture at a time. */
export function createRunLog(run_id: string, ports: RunLogPorts): RunLog {
  const { timers } = ports
  const listeners = new Set<() => void>()
  const incoming = contiguousEvents()
  let events: RunEvent[] = []
  let view = emptyRunView(run_id)
  let trace: Trace | undefined
  let end: RunStatus | undefined
  let isLoaded = false
  let error: unknown
  let current: RunSnapshot = toSnapshot(undefined)
  let cancelFlush: (() => void) | undefined

  const loader = runLoader({
    run_id,
    ports,
    last: () => incoming.last,
    onPage: (page) => {
      end = page.end ?? undefined
      for (const event of page.events) incoming.add(event.seq, event)
      schedule()
    },
    onDone: () => {
      isLoaded = true
      error = undefined
      schedule()
    },
    onRefused: (reason) => {
      error = reason
      schedule()
    },
    onRestart: () => {
      incoming.clear()
      events = []
      view = emptyRunView(run_id)
      trace = trace && emptyTrace(run_id)
      current = { ...current, trace }
      isLoaded = false
    },
  })

  function take(item: LiveItem): void {
    const isWhole = item.kind === 'event' ? incoming.add(item.seq, () => JSON.parse(item.text) as RunEvent) : isKnown(item)
    if (isWhole) schedule()
    else loader.load()
  }

  function isKnown(item: Exclude<LiveItem, { kind: 'event' }>): boolean {
    return item.kind === 'large' && item.seq <= incoming.last
  }

  function schedule(): void {
    cancelFlush ??= ports.frame(flush)
  }

  /** Folds what has come, as much as a picture has time for. */
  function flush(): void {
    cancelFlush = undefined
    const until = timers.now() + (current.phase === 'loading' ? LOADING_SLICE_MS : SLICE_MS)
    while (foldSome()) if (timers.now() >= until) break
    const rest = incoming.waiting > 0 || (trace !== undefined && trace.last_seq < events.length)
    if (rest) schedule()
    // What comes at first is shown when all of it is there: a page that fills up before the eyes cannot be read.
    const next = toSnapshot(current)
    if (current.phase === 'loading' && (rest || next.phase === 'loading')) return
    current = next
    for (const listener of [...listeners]) listener()
  }

  function foldSome(): boolean {
    const fresh = incoming.shift(64)
    for (const event of fresh) {
      events.push(event)
      view = reduceRun(view, event)
      if (event.type === 'run.resumed') end = undefined
    }
    const before = trace?.last_seq ?? events.length
    for (const event of events.slice(before, before + 64)) trace = trace && reduceTrace(trace, event)
    return incoming.waiting > 0 || (trace !== undefined && trace.last_seq < events.length)
  }

  function toSnapshot(before: RunSnapshot | undefined): RunSnapshot {
    const phase = error !== undefined && !isLoaded ? 'failed' : isLoaded ? 'ready' : 'loading'
    // A tree that is not made yet grows unseen.
    const shown = trace?.last_seq === events.length ? trace : before?.trace
    return { run_id, phase, error, view, events, count: events.length, trace: shown, end }
  }

  return {
    snapshot: () => current,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
    take,
    begin: () => !isLoaded && loader.begin(),
    catchUp: (all) => (all ? loader.restart() : loader.load()),
    withTrace: () => {
      trace ??= emptyTrace(run_id)
      schedule()
    },
    close: () => {
      loader.stop()
      cancelFlush?.()
    },
  }
}
