import type { RunEvent } from '../../../src/protocol/events.ts'
import type { RunStatus } from '../../../src/protocol/run.ts'
import type { Timers } from './timers.ts'

export interface RunHistory {
  readonly events: readonly RunEvent[]
  /** After which seq the next page begins; null: there is none. */
  readonly next: number | null
  readonly end: RunStatus | null
}

/** A page of events after a seq. Rejects with Refused when asking again is of no use. */
export type RunHistoryPort = (run_id: string, after: number, signal: AbortSignal) => Promise<RunHistory>

/** The run is not there, or not for this browser. */
export class Refused extends Error {}

export interface RunLoaderOptions {
  readonly run_id: string
  readonly ports: { readonly history: RunHistoryPort; readonly timers: Timers }
  /** Up to where nothing is missing. */
  last(): number
  onPage(page: RunHistory): void
  /** Everything is there that had happened when it was asked for. */
  onDone(): void
  onRefused(reason: unknown): void
  /** Everything comes again. */
  onRestart(): void
}

export interface RunLoader {
  /** Fetches what comes after the last; asked again meanwhile, it fetches again afterwards. */
  load(): void
  /** The same, unless it fetches already. */
  begin(): void
  restart(): void
  stop(): void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

export function runLoader({ run_id, ports, last, onPage, onDone, onRefused, onRestart }: RunLoaderOptions): RunLoader {
  let current: AbortController | undefined
  let again = false
  let failures = 0
  let cancelWait = (): void => undefined

  function load(): void {
    again = true
    cancelWait()
    if (current === undefined) void fetchAll()
  }

  async function fetchAll(): Promise<void> {
    const mine = new AbortController()
    current = mine
    try {
      while (again) {
        again = false
        await fetchPages(mine.signal)
        failures = 0
        onDone()
      }
    } catch (error) {
      if (mine.signal.aborted) return
      if (error instanceof Refused) onRefused(error)
      else wait()
    } finally {
      if (current === mine) current = undefined
    }
  }

  async function fetchPages(signal: AbortSignal): Promise<void> {
    for (let after: number | null = last(); after !== null; ) {
      const page = await ports.history(run_id, after, signal)
      signal.throwIfAborted()
      onPage(page)
      after = page.next
    }
  }

  function wait(): void {
    const ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures)
    failures += 1
    cancelWait = ports.timers.after(ms, load)
  }

  function stop(): void {
    cancelWait()
    current?.abort()
    current = undefined
  }

  return {
    load,
    begin: () => current === undefined && load(),
    restart: () => {
      stop()
      onRestart()
      load()
    },
    stop,
  }
}
