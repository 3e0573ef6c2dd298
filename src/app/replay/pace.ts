import { raceAbort } from '../../kernel/abort.ts'
import type { RunEvent } from '../../protocol/events.ts'
import { comparableEvents, createStrands } from './comparable-events.ts'

/**
 * Answers come in the order in which they came then: what a run has read by some moment decides what it may do from there on, and subtasks that
 * go on side by side would race for it.
 */
export interface Pace {
  /** Waits until everything that stands before this event in the record has happened again. */
  before(seq: number | undefined, signal: AbortSignal): Promise<void>
  /** Something has happened. */
  saw(event: RunEvent): void
}

/** A replay that does something else than the record must come to an end all the same. */
const STALLED_MS = 1500

export function createPace(recorded: readonly RunEvent[]): Pace {
  const ahead = new Map<string, number>()
  const place = placer()
  for (const { event, strand } of comparableEvents(recorded)) if (!comesAlong(event)) ahead.set(place(strand), event.seq)
  const strandOf = createStrands()
  const seen = placer()
  let waiting: { seq: number; go: () => void }[] = []
  let stalled: NodeJS.Timeout | undefined

  function release(force: boolean): void {
    clearTimeout(stalled)
    const next = force ? Math.min(...waiting.map(({ seq }) => seq)) : firstAhead()
    const ready = waiting.filter(({ seq }) => seq <= next)
    waiting = waiting.filter(({ seq }) => seq > next)
    for (const { go } of ready) go()
    if (waiting.length > 0) stalled = setTimeout(() => release(true), STALLED_MS)
  }

  function firstAhead(): number {
    const [first = Number.MAX_SAFE_INTEGER] = ahead.values()
    return first
  }

  return {
    before: (seq, signal) => {
      if (seq === undefined || firstAhead() >= seq) return Promise.resolve()
      const turn = new Promise<void>((go) => waiting.push({ seq, go }))
      release(false)
      return raceAbort(turn, signal)
    },
    saw: (event) => {
      const strand = strandOf(event)
      if (strand === undefined || comesAlong(event)) return
      ahead.delete(seen(strand))
      release(false)
    },
  }
}

/** Told together with an answer, and before it. */
function comesAlong({ type }: RunEvent): boolean {
  return type === 'run.tainted' || type === 'memory.recalled'
}

/** Names the n-th thing of each strand. */
function placer(): (strand: string) => string {
  const counts = new Map<string, number>()
  return (strand) => {
    const n = (counts.get(strand) ?? 0) + 1
    counts.set(strand, n)
    return `${n} ${strand}`
  }
}
