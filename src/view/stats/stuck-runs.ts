import type { StuckRun } from './stats-rows.ts'

/** A run that works tells something of itself far more often. */
export const SILENT_MS = 10 * 60_000
/** So long a person may take. */
export const WAITING_MS = 60 * 60_000
/** A process of its own takes a run within seconds. */
export const NOT_TAKEN_MS = 60_000

type OpenRun = Pick<StuckRun, 'run_id' | 'task' | 'status' | 'waiting_reason'> & {
  readonly created_at: number
  readonly updated_at: number
  readonly last_event_at: number | null
}

/** Of the runs that have not ended those where nothing happens, the longest silence first. */
export function stuckRuns(open: readonly OpenRun[], now: number): readonly StuckRun[] {
  return open
    .flatMap((run) => {
      const { run_id, task, status, waiting_reason } = run
      const since = run.last_event_at ?? run.created_at
      const reason = reasonOf(run, now - since)
      return reason === undefined ? [] : [{ run_id, task, status, waiting_reason, since, reason }]
    })
    .sort((a, b) => a.since - b.since)
}

function reasonOf({ status }: OpenRun, silence: number): StuckRun['reason'] | undefined {
  if (status === 'waiting') return silence >= WAITING_MS ? 'waiting' : undefined
  if (status === 'queued') return silence >= NOT_TAKEN_MS ? 'not_taken' : undefined
  return silence >= SILENT_MS ? 'silent' : undefined
}
