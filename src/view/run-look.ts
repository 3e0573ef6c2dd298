import type { RunStatus, SubtaskStatus } from '../protocol/run.ts'
import type { ListedRun } from './run-list.ts'
import { STATE_LOOKS, type StateLook } from './trace/state-look.ts'

type Stated = Pick<ListedRun, 'status' | 'waiting_reason' | 'held' | 'cancel_requested_by'>

export const RUN_LOOKS = {
  queued: { mark: '·', word: 'queued', as: 'dim' },
  running: { mark: '●', word: 'running', as: 'accent' },
  waiting: { mark: '?', word: 'waiting', as: 'warn' },
  interrupted: { mark: '!', word: 'interrupted', as: 'warn' },
  completed: { mark: '✓', word: 'completed', as: 'good' },
  partial: { mark: '~', word: 'partial', as: 'warn' },
  failed: { mark: '✗', word: 'failed', as: 'bad' },
  denied: { mark: '✗', word: 'denied', as: 'bad' },
  cancelled: { mark: '■', word: 'cancelled', as: 'dim' },
} as const satisfies Record<RunStatus, StateLook>

export const SUBTASK_LOOKS = {
  pending: STATE_LOOKS.pending,
  running: STATE_LOOKS.open,
  waiting: STATE_LOOKS.waiting,
  succeeded: { mark: '✓', word: 'succeeded', as: 'good' },
  failed: STATE_LOOKS.failed,
  skipped: STATE_LOOKS.skipped,
} as const satisfies Record<SubtaskStatus, StateLook>

/** A run in a list: the status, or what is more to the point than that. */
export function runLook({ status, waiting_reason, held, cancel_requested_by }: Stated): StateLook {
  const look = RUN_LOOKS[status]
  if (held && cancel_requested_by !== null) return { ...look, word: 'stopping', as: 'warn' }
  return waiting_reason === 'in_doubt' ? { ...look, word: 'in doubt' } : look
}
