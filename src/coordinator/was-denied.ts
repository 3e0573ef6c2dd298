import { EXIT_CODES, exitCodeFor } from '../kernel/error-codes.ts'
import type { SubtaskRecord } from '../store/records.ts'
import { familyOf } from './family-of.ts'
import type { RunContext } from './run-context.ts'

/** Whether a person or the policy said no to a subtask, or to work that its agent gave away: what was denied is not tried by a side way. */
export function wasDenied({ ports, run }: RunContext, row: SubtaskRecord, rows: readonly SubtaskRecord[]): boolean {
  if (exitCodeFor(row.error?.code ?? '') === EXIT_CODES.denied) return true
  const family = familyOf(row.spec.id, rows)
  return ports.store.events
    .ofType(run.run_id, 'approval.decided')
    .some((event) => event.type === 'approval.decided' && event.data.decision !== 'approved' && family.has(event.subtask_id ?? ''))
}
