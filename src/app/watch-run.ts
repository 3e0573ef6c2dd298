import { abortReason, sleep } from '../kernel/abort.ts'
import type { RunEvent } from '../protocol/events.ts'
import type { RunRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { RunEnd, WatchedRun } from './app-port.ts'
import { endOfRun } from './end-of-run.ts'

const POLL_MS = 200

/** Follows a run that any process owns, from its first event to the end. A run whose owner died ends as what it is now. */
export function watchRun(store: Store, run: RunRecord, signal: AbortSignal): WatchedRun {
  const listeners = new Set<(event: RunEvent) => void>()
  const past: RunEvent[] = []
  const done = follow(store, run.run_id, signal, (event) => {
    past.push(event)
    for (const listener of listeners) listener(event)
  })
  done.catch(() => undefined)
  return {
    run_id: run.run_id,
    subscribe: (listener) => {
      for (const event of past) listener(event)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    done,
  }
}

async function follow(store: Store, run_id: string, signal: AbortSignal, deliver: (event: RunEvent) => void): Promise<RunEnd> {
  let seen = 0
  for (;;) {
    store.requireSame()
    // The state is read before the events: what ended before is complete then.
    store.runs.markAbandoned()
    const end = endOfRun(store, run_id)
    for (const event of store.events.list(run_id, { after_seq: seen })) {
      seen = event.seq
      deliver(event)
    }
    if (end) return end
    if (signal.aborted) throw abortReason(signal)
    await sleep(POLL_MS, signal)
  }
}
