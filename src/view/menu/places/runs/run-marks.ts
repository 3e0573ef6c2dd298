import type { RunStatus } from '../../../../protocol/run.ts'
import type { ListedRun } from '../../../run-list.ts'
import { type Meaning, type Span, span } from '../../span.ts'

const MARKS: Readonly<Record<RunStatus, { readonly mark: string; readonly as: Meaning }>> = {
  queued: { mark: '·', as: 'dim' },
  running: { mark: '●', as: 'accent' },
  waiting: { mark: '?', as: 'warn' },
  interrupted: { mark: '!', as: 'warn' },
  completed: { mark: '✓', as: 'good' },
  partial: { mark: '~', as: 'warn' },
  failed: { mark: '✗', as: 'bad' },
  denied: { mark: '✗', as: 'bad' },
  cancelled: { mark: '■', as: 'dim' },
}

/** A mark and a word, so that colour is never the only sign. */
export function runMark({ status, waiting_reason, held, cancel_requested_by }: ListedRun): Span {
  const { mark, as } = MARKS[status]
  const stopping = held && cancel_requested_by !== null
  const word = stopping ? 'stopping' : waiting_reason === 'in_doubt' ? 'in doubt' : status
  return span(`${mark} ${word}`, stopping ? 'warn' : as)
}
