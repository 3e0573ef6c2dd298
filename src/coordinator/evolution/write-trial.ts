import type { RunContext } from '../run-context.ts'
import type { ChosenGenome, TrialPlace } from './choose-genome.ts'

/** Keeps with the attempt what it works with: a resume goes on with the same. */
export function writeTrial(context: RunContext, { agent, subtask_id, attempt }: TrialPlace, chosen: ChosenGenome): void {
  context.ports.store.evolution.startTrial(context.fence, { subtask_id, attempt, genome_id: chosen.genome_id })
  const { genome_id, generation, state, genome } = chosen
  context.emit({ type: 'agent.genome_used', subtask_id, attempt, data: { agent_id: agent.agent_id, genome_id, generation, state, genome } })
}
