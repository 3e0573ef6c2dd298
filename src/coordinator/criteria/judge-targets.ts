import type { JudgeTarget, ModelVerdict } from '../../planning/model/judge-criteria.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'
import { evidenceOf } from './evidence-of.ts'
import { type Ruling, tellVerdict, undecided } from './verdicts-of.ts'

/** What no check has decided of these results: the model is asked about it in a call that is made anyway. */
export function judgeTargets(context: RunContext, rows: readonly SubtaskRecord[]): JudgeTarget[] {
  if (context.ports.planners.model === null) return []
  return rows.flatMap((row) => {
    const criteria = undecided(context, row).map(({ n, text }) => ({ n, text }))
    return criteria.length === 0 ? [] : [{ subtask_id: row.spec.id, criteria, evidence: evidenceOf(context, row) }]
  })
}

/** Writes down what the model said, and that it said nothing: afterwards every criterion of these results has its verdict. Inside a transaction with what follows from it. */
export function tellVerdicts(context: RunContext, rows: readonly SubtaskRecord[], verdicts: readonly ModelVerdict[]): void {
  for (const row of rows)
    for (const criterion of undecided(context, row)) {
      const said = verdicts.find(({ subtask_id, n }) => subtask_id === row.spec.id && n === criterion.n)
      tellVerdict(context, row, criterion, said === undefined ? unjudged(context) : rulingOf(said))
    }
}

function rulingOf({ met, reason }: ModelVerdict): Ruling {
  return { verdict: met ? 'met' : 'not_met', how: 'model', reason }
}

function unjudged({ ports }: RunContext): Ruling {
  return ports.planners.model === null
    ? { verdict: 'open', how: 'nobody', reason: 'no check can decide it, and there is no model' }
    : { verdict: 'open', how: 'model', reason: 'the model gave no verdict' }
}
