import type { SubtaskRecord } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'
import { runCheck } from './run-check.ts'
import { sentenceCheck } from './sentence-check.ts'
import { tellVerdict, undecided } from './verdicts-of.ts'

/** Runs the checks of a result that has not been checked yet. Criteria without a check are left for the model. */
export async function judgeByChecks(context: RunContext, row: SubtaskRecord): Promise<void> {
  for (const criterion of undecided(context, row)) {
    const check = criterion.check ?? sentenceCheck(criterion.text)
    if (check !== undefined) tellVerdict(context, row, criterion, await runCheck(context, row, criterion, check))
  }
}
