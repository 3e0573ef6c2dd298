import { visibleLine } from '../kernel/visible-text.ts'
import type { AcceptanceCriterion } from '../protocol/criterion.ts'
import { checkText, toCriterion } from '../protocol/criterion-text.ts'
import type { EventData } from '../protocol/events.ts'
import type { RunDocument } from '../protocol/run.ts'

/** An acceptance criterion, and what was said about it in the newest attempt. */
export type CriterionView = RunDocument['subtasks'][number]['criteria'][number]

type Judged = EventData<'subtask.judged'>

export function unjudged(criteria: readonly AcceptanceCriterion[]): CriterionView[] {
  return criteria.map((criterion, index) => {
    const { text, check } = toCriterion(criterion)
    return { n: index + 1, text, check: check === undefined ? null : checkText(check), verdict: null, how: null, reason: null }
  })
}

export function judgedCriteria(criteria: readonly CriterionView[], { criterion, n, verdict, how, reason }: Judged): CriterionView[] {
  const isMeant = (one: CriterionView): boolean => (n === undefined ? one.text === criterion : one.n === n)
  return criteria.map((one) => (isMeant(one) ? { ...one, verdict, how, reason } : one))
}

/** A new attempt is judged anew. */
export function judgedAnew(criteria: readonly CriterionView[]): CriterionView[] {
  return criteria.map((one) => ({ ...one, verdict: null, how: null, reason: null }))
}

export const VERDICT_WORDS = { met: 'met', not_met: 'not met', open: 'not checked' } as const satisfies Record<Judged['verdict'], string>

/** One line: the criterion, how it was decided and why. */
export function verdictText({ criterion, how, reason }: Pick<Judged, 'criterion' | 'how' | 'reason'>): string {
  return visibleLine(`${criterion} (${how}: ${reason})`)
}
