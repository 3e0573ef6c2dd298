import type { GraphStateType } from '../graph-state.ts'
import type { RunContext } from '../run-context.ts'
import { runTaskPool } from '../run-task-pool.ts'
import { SuspensionError } from '../suspension-error.ts'

/** Carries out what the plan of this phase holds. Where something waits for a person and nothing else can go on, the run parks. */
export async function executeTaskPool(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  await runTaskPool(context, state.phase)
  const [first] = context.suspensions
  if (first)
    throw new SuspensionError({ reason: first.reason, ids: context.suspensions.flatMap((item) => item.ids) }, 'The run waits for a person.')
  return {}
}
