import type { LiveBatch } from './live-batch.ts'
import { createRunLog, type RunLog, type RunLogPorts } from './run-log.ts'

/** The runs that this tab looks at. One that is left is kept for a while: whoever comes back finds it as it is by then. */
export interface RunLogs {
  /** The same one as long as somebody looks. */
  get(run_id: string): RunLog
  /** Somebody will look at once: its events are fetched while the page itself is on its way. */
  prepare(run_id: string): void
  /** Somebody looks; returns what says that it is over. */
  hold(run_id: string): () => void
  take(batch: LiveBatch): void
  missed(all: boolean): void
}

interface Held {
  readonly log: RunLog
  holders: number
  cancelLeaving: () => void
}

const KEPT_MS = 30_000

export function createRunLogs(ports: RunLogPorts): RunLogs {
  const held = new Map<string, Held>()

  function entry(run_id: string): Held {
    const known = held.get(run_id)
    if (known !== undefined) return known
    const fresh: Held = { log: createRunLog(run_id, ports), holders: 0, cancelLeaving: () => undefined }
    held.set(run_id, fresh)
    leave(run_id, fresh)
    return fresh
  }

  function leave(run_id: string, one: Held): void {
    one.cancelLeaving()
    one.cancelLeaving = ports.timers.after(KEPT_MS, () => {
      one.log.close()
      held.delete(run_id)
    })
  }

  return {
    get: (run_id) => entry(run_id).log,
    prepare: (run_id) => entry(run_id).log.begin(),
    hold: (run_id) => {
      const one = entry(run_id)
      one.cancelLeaving()
      one.holders += 1
      one.log.begin()
      return () => {
        one.holders -= 1
        if (one.holders === 0) leave(run_id, one)
      }
    },
    take: ({ items }) => {
      if (held.size === 0) return
      for (const item of items) {
        if (item.kind === 'changed') for (const run_id of item.runs) held.get(run_id)?.log.take(item)
        else held.get(item.run_id)?.log.take(item)
      }
    },
    missed: (all) => {
      for (const { log } of held.values()) log.catchUp(all)
    },
  }
}
