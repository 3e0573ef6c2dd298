import type { SubtaskRecord } from '../../store/records.ts'
import type { Conclusion } from '../conclude-run.ts'
import { creditAgents } from './credit-agents.ts'
import type { CreditContext } from './credit-context.ts'

// A resume tries these again, but in a new attempt: this one has failed, and not for want of a provider.
const OWN_LIMITS = ['STEP_LIMIT', 'CAPSULE_TIMEOUT']

/** At the end of a run: what its graph did not come to. A run that can go on keeps open what may still turn out well. */
export function creditTheRest(context: CreditContext, { status, error }: Pick<Conclusion, 'status' | 'error'>): void {
  const rows = context.ports.store.subtasks.list(context.run.run_id, 'all')
  const over = status === 'completed' || status === 'partial' || status === 'denied' || status === 'cancelled' || status === 'failed'
  const goesOn = !over || error?.code.startsWith('MODEL_') === true
  creditAgents(context, goesOn ? rows.filter(isOwnLimit) : rows, error?.code ?? null)
}

function isOwnLimit(row: SubtaskRecord): boolean {
  return row.status === 'failed' && OWN_LIMITS.includes(row.error?.code ?? '')
}
