import { formatAge } from '../../../format.ts'
import { evaluationText } from '../../../grant-text.ts'
import type { ApprovalRow } from '../../../rows.ts'
import { visibleLine, visibleText } from '../../../shown-text.ts'
import { type Line, line, span } from '../../span.ts'
import type { Answered } from './approval-io.ts'

/** What became of a request: who answered what, and what that changes. */
export function answeredLines(row: ApprovalRow, answered: Answered | null, now: number): Line[] {
  return [
    ...(answered?.won === false ? [line(span('Somebody was first: your answer was not taken.', 'warn'))] : []),
    statusLine(row, now),
    ...noteLines(row),
    ...(answered?.won === true ? consequences(answered) : []),
  ]
}

function statusLine({ status, scope, decided_by, decided_at }: ApprovalRow, now: number): Line {
  const reach = status === 'approved' && scope !== null ? ` (${scope})` : ''
  const by = decided_by === null ? '' : ` by ${visibleLine(decided_by)}`
  const when = decided_at === null ? '' : `, ${formatAge(decided_at, now)}`
  return line(span(`${status}${reach}`, status === 'approved' || status === 'answered' ? 'good' : 'bad'), `${by}${when}`)
}

function noteLines({ note, answer, kind }: ApprovalRow): Line[] {
  const told = (label: string, text: string): Line[] =>
    visibleText(text)
      .split('\n')
      .map((one, index) => line(span(index === 0 ? label : '  ', 'dim'), visibleLine(one)))
  return [
    ...(note === null ? [] : told('why: ', note)),
    ...(answer === null ? [] : told(kind === 'plan' ? 'changed: ' : 'answer: ', answer)),
  ]
}

function consequences({ row, run_status, evaluation }: Answered): Line[] {
  return [
    ...(evaluation === null ? [] : [evaluationLine(evaluation)]),
    ...(run_status === 'waiting'
      ? [line(span('its run has parked: r resumes it, or ', 'warn'), span(`claw resume ${row.run_id}`, 'strong'))]
      : []),
  ]
}

function evaluationLine(evaluation: NonNullable<Answered['evaluation']>): Line {
  if (typeof evaluation === 'string') return line(span(`evaluated again: not known here: ${visibleLine(evaluation)}`, 'warn'))
  return line(span(evaluationText(evaluation), evaluation.decision === 'allow' ? 'good' : 'warn'))
}
