import { raceAbort } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { GraphStateType } from '../graph-state.ts'
import { isEmbedderFailure } from '../is-embedder-failure.ts'
import { keepEpisodes } from '../memory/keep-episodes.ts'
import { creditAgents } from '../record/credit-agents.ts'
import type { RunContext } from '../run-context.ts'
import { mendedByResume } from '../suspension-error.ts'

/** Keeps what was done as episodes, credits every agent of the run for what is settled, and lets the router learn from what was done well. */
export async function updateRegistryAndAudit(_state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const rows = context.ports.store.subtasks.list(context.run.run_id, 'all')
  const settled = rows.filter((row) => row.status === 'succeeded' || (row.status === 'failed' && !mendedByResume(row.error?.code ?? '')))
  await keepEpisodes(context, settled)
  for (const row of creditAgents(context, settled))
    if (row.status === 'succeeded' && row.agent_id !== null) await learn(context, row.agent_id, row.spec.task)
  return {}
}

// The work is done: a router that cannot learn from it now does not undo it.
async function learn({ ports, signal, emit }: RunContext, agent_id: string, task: string): Promise<void> {
  try {
    await raceAbort(ports.router.learn(agent_id, task), signal)
  } catch (error) {
    if (!(error instanceof ClawError) || !isEmbedderFailure(error)) throw error
    emit({ type: 'run.note', data: { level: 'warn', text: `${agent_id} is not found by this task in the future: ${error.message}` } })
  }
}
