import type { Phase } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import type { RunContext } from './run-context.ts'
import { mendedByResume } from './suspension-error.ts'
import { wasDenied } from './was-denied.ts'

/**
 * The subtasks of a model's plan that failed for good. None where a person or the policy said no to one of them: what was denied is not tried by a
 * side way. What a resume may mend is no failure for good.
 */
export function replannable(context: RunContext, phase: Phase): SubtaskRecord[] {
  if (!isModelPlan(context, phase)) return []
  const rows = context.ports.store.subtasks.list(context.run.run_id)
  const failed = rows.filter((row) => row.status === 'failed' && row.spec.phase === phase && !row.spec.delegated_by)
  const hopeless = failed.some((row) => mendedByResume(row.error?.code ?? '') || wasDenied(context, row, rows))
  return hopeless ? [] : failed
}

// A task that one agent took as it is has no plan that could be wrong.
function isModelPlan({ ports, run }: RunContext, phase: Phase): boolean {
  const plans = ports.store.events.ofType(run.run_id, 'plan.created')
  return plans.some(
    (event) => event.type === 'plan.created' && event.data.phase === phase && event.data.engine === 'model' && !event.data.direct,
  )
}
