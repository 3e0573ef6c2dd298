import { crashpoint } from '../../kernel/crashpoint.ts'
import type { AcceptanceCriterion } from '../../protocol/criterion.ts'
import { type Criterion, toCriterion } from '../../protocol/criterion-text.ts'
import type { EventData } from '../../protocol/events.ts'
import type { Verdict } from '../../protocol/run.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'

export interface Ruling {
  readonly verdict: Verdict
  /** The check that decided, `model`, or `nobody`. */
  readonly how: string
  readonly reason: string
}

/** A criterion in its place: `n` counts from 1 and stays the same. */
export interface PlacedCriterion extends Criterion {
  readonly n: number
}

export function placed(criteria: readonly AcceptanceCriterion[]): PlacedCriterion[] {
  return criteria.map((criterion, index) => ({ n: index + 1, ...toCriterion(criterion) }))
}

const REASON_CHARACTERS = 600

export function tellVerdict(context: RunContext, row: SubtaskRecord, { n, text }: PlacedCriterion, ruling: Ruling): void {
  const reason = context.ports.redactor.text(ruling.reason).slice(0, REASON_CHARACTERS)
  const data = { criterion: text, n, verdict: ruling.verdict, how: ruling.how, reason }
  crashpoint('verdict.before')
  context.emit({ type: 'subtask.judged', subtask_id: row.spec.id, attempt: row.attempt, data })
  crashpoint('verdict.after')
}

type Judged = EventData<'subtask.judged'>

/** What was said about the result of this attempt, by the place of the criterion. The events are the only record: a resumed run finds them. */
export function verdictsOf({ ports, run }: RunContext, row: SubtaskRecord): Map<number, Judged> {
  const criteria = placed(row.spec.acceptance_criteria)
  const verdicts = ports.store.events
    .ofType(run.run_id, 'subtask.judged')
    .flatMap((event) =>
      event.type === 'subtask.judged' && event.subtask_id === row.spec.id && event.attempt === row.attempt ? [event.data] : [],
    )
  return new Map(
    criteria.flatMap(({ n, text }) => {
      const said = verdicts.findLast((data) => (data.n === undefined ? data.criterion === text : data.n === n))
      return said === undefined ? [] : [[n, said] as const]
    }),
  )
}

export function undecided(context: RunContext, row: SubtaskRecord): PlacedCriterion[] {
  const verdicts = verdictsOf(context, row)
  return placed(row.spec.acceptance_criteria).filter(({ n }) => !verdicts.has(n))
}

/** The criteria that do not hold, with the reasons. */
export function unmetOf(context: RunContext, row: SubtaskRecord): string[] {
  return [...verdictsOf(context, row).values()].flatMap(({ criterion, verdict, reason }) =>
    verdict === 'not_met' ? [`${criterion} (${reason})`] : [],
  )
}

/** The criteria that nobody could decide, with the reasons. */
export function openOf(context: RunContext, row: SubtaskRecord): string[] {
  return [...verdictsOf(context, row).values()].flatMap(({ criterion, verdict, reason }) =>
    verdict === 'open' ? [`${criterion} (${reason})`] : [],
  )
}
