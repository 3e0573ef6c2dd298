import type { RunEvent } from '../../protocol/events.ts'

/** A time in which the run waited: for a person, or for somebody who carries it on. Milliseconds since 1970. */
export interface WaitSpan {
  readonly kind: 'person' | 'stopped'
  readonly from: number
  /** null: it still waits. */
  readonly to: number | null
  readonly subtask_id: string | null
  /** The approval or question; null of a run that was let go of. */
  readonly id: string | null
}

export function waitSpans(events: readonly RunEvent[]): WaitSpan[] {
  const spans: WaitSpan[] = []
  const end = (id: string | null, at: number): void => {
    const index = spans.findLastIndex((span) => span.id === id && span.to === null)
    const span = spans[index]
    if (span !== undefined) spans[index] = { ...span, to: at }
  }
  for (const event of events) {
    const at = Date.parse(event.at)
    const begun = begins(event)
    if (begun !== undefined) spans.push({ ...begun, from: at, to: null, subtask_id: event.subtask_id })
    const ended = endedId(event)
    if (ended !== undefined) end(ended, at)
  }
  return spans
}

function begins(event: RunEvent): Pick<WaitSpan, 'kind' | 'id'> | undefined {
  switch (event.type) {
    case 'approval.requested':
      return { kind: 'person', id: event.data.approval_id }
    case 'question.asked':
      return { kind: 'person', id: event.data.question_id }
    case 'run.ended':
      return OPEN_ENDS.includes(event.data.status) ? { kind: 'stopped', id: null } : undefined
    default:
      return undefined
  }
}

const OPEN_ENDS: readonly string[] = ['waiting', 'interrupted']

function endedId(event: RunEvent): string | null | undefined {
  switch (event.type) {
    case 'approval.decided':
      return event.data.approval_id
    case 'question.answered':
      return event.data.question_id
    case 'run.resumed':
      return null
    default:
      return undefined
  }
}
