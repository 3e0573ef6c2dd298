import type { RunEvent } from '../protocol/events.ts'
import { type LoggedEvent, toRunEvent } from './logged-event.ts'

type Listener = (event: RunEvent) => void

export interface EventListeners {
  /** `from_seq` is the last event of the run so far: what comes after it is delivered. */
  add(run_id: string, listener: Listener, from_seq: number): () => void
  deliver(run_id: string, events: readonly LoggedEvent[]): void
}

/** Delivers the events of a run to its listeners in the order of seq, without a gap: what other processes wrote in between is loaded. */
export function createEventListeners(load: (run_id: string, after_seq: number, limit: number) => LoggedEvent[]): EventListeners {
  const runs = new Map<string, { listeners: Set<Listener>; lastSeq: number }>()
  const waiting: { listeners: ReadonlySet<Listener>; event: RunEvent }[] = []
  let draining = false

  function add(run_id: string, listener: Listener, from_seq: number): () => void {
    const run = runs.get(run_id) ?? { listeners: new Set<Listener>(), lastSeq: from_seq }
    runs.set(run_id, run)
    // Wrapped, so that the same function may listen twice and each can be taken off by itself.
    const own: Listener = (event) => listener(event)
    run.listeners.add(own)
    return () => {
      run.listeners.delete(own)
      if (run.listeners.size === 0 && runs.get(run_id) === run) runs.delete(run_id)
    }
  }

  function deliver(run_id: string, events: readonly LoggedEvent[]): void {
    const run = runs.get(run_id)
    const [first, last] = [events[0], events.at(-1)]
    if (run === undefined || first === undefined || last === undefined) return
    const between = first.seq > run.lastSeq + 1 ? load(run_id, run.lastSeq, first.seq - run.lastSeq - 1) : []
    for (const event of [...between, ...events])
      if (event.seq > run.lastSeq) waiting.push({ listeners: run.listeners, event: toRunEvent(event) })
    run.lastSeq = Math.max(run.lastSeq, last.seq)
    drain()
  }

  // A listener may append events itself: they wait until the ones before them are delivered.
  function drain(): void {
    if (draining) return
    draining = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const listener of [...next.listeners]) tell(listener, next.event)
    }
    draining = false
  }

  return { add, deliver }
}

// Must not throw: the event is committed, and a broken view must never fail a run.
function tell(listener: Listener, event: RunEvent): void {
  try {
    listener(event)
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}
