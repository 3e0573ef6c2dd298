import type { RunRow } from './rows.ts'
import type { RunView } from './run-view.ts'

/** A run as a face knows it: what its events say, and its row where that was read. */
export interface KnownRun {
  readonly run: RunView
  readonly row: Pick<RunRow, 'status'> | null
}

export type RunAct = 'answer' | 'stop' | 'kill' | 'resume' | 'fork' | 'undo' | 'replay'

/** Why it can't be done with the run now; empty: it can. */
export function runActRefusal(known: KnownRun, act: RunAct): string {
  switch (act) {
    case 'stop':
    case 'kill':
      return isGoingOn(known) || isOpenWithoutOwner(known) ? '' : 'it is not going on'
    case 'answer':
      return pendingIds(known.run).length > 0 ? '' : 'nothing waits for an answer'
    case 'resume':
      return resumeRefusal(known)
    case 'fork':
    case 'replay':
      return isGoingOn(known) ? 'it is still going on' : ''
    case 'undo':
      return undoRefusal(known)
    default:
      return act satisfies never
  }
}

export const MUST_ANSWER = 'what it waits for has to be answered first'

/** Whether somebody works at it. */
export function isGoingOn({ row, run }: KnownRun): boolean {
  if (run.status === 'queued' || run.status === 'running') return row === null || row.status === 'queued' || row.status === 'running'
  return false
}

/** Approvals and questions that a person has not answered yet. */
export function pendingIds(run: RunView): string[] {
  return [
    ...run.approvals.filter(({ status }) => status === 'pending').map(({ approval_id }) => approval_id),
    ...run.questions.filter(({ open }) => open).map(({ question_id }) => question_id),
  ]
}

// It waits or was interrupted: stopping sets it to cancelled.
function isOpenWithoutOwner(known: KnownRun): boolean {
  return ['waiting', 'interrupted'].includes(statusOf(known))
}

function statusOf({ row, run }: KnownRun): RunView['status'] {
  return row?.status ?? run.status
}

function resumeRefusal(known: KnownRun): string {
  if (isGoingOn(known)) return 'it goes on already'
  const { run } = known
  const status = statusOf(known)
  if (pendingIds(run).length > 0 && status === 'waiting') return MUST_ANSWER
  if (['waiting', 'interrupted', 'queued'].includes(status)) return ''
  if (status === 'failed' && run.error?.code.startsWith('MODEL_') === true) return ''
  if (status === 'completed' && run.result === null && run.plans.length > 0) return ''
  return `it has ended (${status}); fork it from a step instead`
}

function undoRefusal(known: KnownRun): string {
  if (isGoingOn(known)) return 'it is still going on'
  return isOpenWithoutOwner(known) ? 'it has not ended: it may go on with what it changed; cancel it first' : ''
}
