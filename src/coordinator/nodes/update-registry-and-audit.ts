import type { GraphStateType } from '../graph-state.ts'
import { keepEpisodes } from '../memory/keep-episodes.ts'
import { creditAgents } from '../record/credit-agents.ts'
import type { RunContext } from '../run-context.ts'
import { mendedByResume } from '../suspension-error.ts'

/** Keeps what was done as episodes, credits every agent of the run for what is settled, and lets the router learn from what was done well. */
export async function updateRegistryAndAudit(_state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const rows = context.ports.store.subtasks.list(context.run.run_id)
  const settled = rows.filter((row) => row.status === 'succeeded' || (row.status === 'failed' && !mendedByResume(row.error?.code ?? '')))
  await keepEpisodes(context, settled)
  for (const row of creditAgents(context, settled))
    if (row.status === 'succeeded' && row.agent_id !== null) await context.ports.router.learn(row.agent_id, row.spec.task)
  return {}
}
