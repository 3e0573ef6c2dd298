import type { RunStatus } from '../../../../src/protocol/run.ts'
import type { FollowedRun } from './use-run.ts'

/** What can be done with a run now: a button that would do nothing is not offered. */
export interface RunActs {
  readonly status: RunStatus
  readonly canCancel: boolean
  readonly canResume: boolean
  /** An effect may or may not have happened: a person says which before it goes on. */
  readonly needsVerdict: boolean
}

const OPEN: readonly RunStatus[] = ['queued', 'running', 'waiting', 'interrupted']

export function runActs({ view, end }: FollowedRun): RunActs {
  const waitsForPerson = view.approvals.some((one) => one.status === 'pending') || view.questions.some((one) => one.open)
  const status = end ?? (view.status === 'running' && waitsForPerson ? 'waiting' : view.status)
  const letGo = end !== undefined
  return {
    status,
    canCancel: OPEN.includes(status) && view.cancelling_by === null,
    canResume:
      letGo &&
      (status === 'waiting' || status === 'interrupted' || (status === 'failed' && view.error?.code.startsWith('MODEL_') === true)),
    needsVerdict: letGo && status === 'waiting' && view.in_doubt.length > 0,
  }
}
