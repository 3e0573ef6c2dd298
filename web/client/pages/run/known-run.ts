import type { RunRow } from '../../../../src/view/rows.ts'
import { isGoingOn } from '../../../../src/view/run-act-refusal.ts'
import { leftTrace } from '../../../../src/view/trace/left-trace.ts'
import type { Trace } from '../../../../src/view/trace/trace.ts'
import type { FollowedRun } from './use-run.ts'

/** All that the page knows of its run. */
export interface RunOfPage extends FollowedRun {
  readonly run_id: string
  /** null: not read yet. */
  readonly row: RunRow | null
  readonly goesOn: boolean
  /** The trace without the work of an owner that is gone. */
  readonly shown: Trace
  /** Until when what is open is measured. */
  readonly until: () => number
}

export function knownRun(run_id: string, followed: FollowedRun, read: RunRow | null): RunOfPage {
  const { view, trace, end } = followed
  // What the stream says is newer than the row, which is read when something has changed.
  const row = read === null || end === undefined ? read : { ...read, status: end }
  const goesOn = end === undefined && isGoingOn({ run: view, row })
  const last = trace.last_event_at
  return {
    ...followed,
    run_id,
    row,
    goesOn,
    shown: goesOn ? trace : leftTrace(trace),
    until: () => (goesOn ? Date.now() : (last ?? Date.now())),
  }
}
