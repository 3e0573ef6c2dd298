import type { PriorFailure, WireError } from '../protocol/messages.ts'
import { doneEffects } from './done-effects.ts'
import type { RunContext } from './run-context.ts'
import { resultProvenance } from './taint/result-provenance.ts'

/** Why the attempts before failed, and which effects they have done already: the next one is told both. */
export function priorFailures(context: RunContext, subtask_id: string): PriorFailure[] {
  const { store } = context.ports
  const sentBack = reasonsOf(context, subtask_id)
  return store.subtasks.attempts(context.run.run_id, subtask_id).flatMap(({ run_id, attempt, status, error }) => {
    const reason = error ?? sentBack.get(attempt)
    if (status === 'running' || !reason) return []
    const { code, message } = reason
    const provenance = resultProvenance(context, `attempt ${attempt} of ${subtask_id}`, message)
    return [{ attempt, code, message, effects_done: doneEffects(context, { run_id, subtask_id, attempt }), provenance }]
  })
}

// An attempt that gave a result may be sent back for it: its outcome stands in the registry, the reason in the events.
function reasonsOf({ ports, run }: RunContext, subtask_id: string): Map<number, WireError> {
  const reasons = new Map<number, WireError>()
  for (const event of ports.store.events.list(run.run_id))
    if (event.type === 'subtask.failed' && event.subtask_id === subtask_id && event.attempt !== null)
      reasons.set(event.attempt, event.data.error)
  return reasons
}
