import type { ListedRun } from '../run-list.ts'

export type RunAction = 'stop' | 'kill' | 'resume' | 'rerun' | 'draft'
type Standing = Pick<ListedRun, 'status' | 'waiting_reason' | 'held' | 'resumable' | 'cancel_requested_by'>

/** Why something can't be done with a run now; undefined: it can. */
export function runRefusal(
  { status, waiting_reason, held, resumable, cancel_requested_by }: Standing,
  action: RunAction,
): string | undefined {
  const over = !['queued', 'running', 'waiting', 'interrupted'].includes(status)
  switch (action) {
    case 'stop':
      if (over) return `It has ended (${status}).`
      return held && cancel_requested_by !== null ? 'It was asked to stop already.' : undefined
    case 'kill':
      return over ? `It has ended (${status}).` : undefined
    case 'resume':
      if (held) return 'It goes on already.'
      if (waiting_reason === 'in_doubt') return 'An effect of it is in doubt: open it and say what became of it.'
      return resumable ? undefined : `It has ended (${status}); run it again, or go on from a step of it.`
    case 'rerun':
    case 'draft':
      return undefined
    default:
      return action satisfies never
  }
}

const WAITS = { approval: 'waits for approval', answer: 'waits for an answer', in_doubt: 'an effect is in doubt' } as const

/** Where a run stands, in a few words: what it waits for, else its stage and how much of its plan is over; empty for a completed one. */
export function standingText(
  { stage, steps, steps_done, status, waiting_reason }: Pick<ListedRun, 'stage' | 'steps' | 'steps_done' | 'status' | 'waiting_reason'>,
  title: string,
): string {
  if (status === 'waiting' && waiting_reason !== null) return WAITS[waiting_reason]
  if (stage === null) return ''
  const went = status === 'failed' || status === 'partial' || status === 'denied'
  const done = steps > 1 ? `, ${steps_done} of ${steps} steps` : ''
  return `${went ? 'went wrong: ' : ''}${title}${done}`
}
