import { ClawError } from '../../kernel/claw-error.ts'
import { isErrorCode } from '../../kernel/error-codes.ts'
import type { GraphStateType } from '../graph-state.ts'
import type { RunContext } from '../run-context.ts'
import { runTaskPool } from '../run-task-pool.ts'
import { SuspensionError, suspendsAttempt } from '../suspension-error.ts'

/** Carries out what the plan of this phase holds. Where something waits for a person and nothing else can go on, the run parks. */
export async function executeTaskPool(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  await runTaskPool(context, state.phase)
  stopWhereSuspended(context)
  const waiting = [...context.suspensions.values()]
  const [first] = waiting
  if (!first) return {}
  const ids = new Set(waiting.flatMap((item) => item.ids))
  throw new SuspensionError({ reason: first.reason, ids: [...ids] }, 'The run waits for a person.')
}

// A provider that fails or a limit of the run: nothing further is paid for before a resume.
function stopWhereSuspended(context: RunContext): void {
  for (const { error } of context.ports.store.subtasks.list(context.run.run_id))
    if (error !== null && isErrorCode(error.code) && suspendsAttempt(error.code)) throw new ClawError(error.code, error.message)
}
