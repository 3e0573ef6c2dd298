import { toJson } from '../../kernel/json.ts'
import type { GenomeRecord } from '../../store/evolution.ts'
import type { CreditContext } from '../record/credit-context.ts'

export interface EvolutionNews {
  readonly child: GenomeRecord
  readonly parent: GenomeRecord
  readonly subtask_id: string
  readonly what: 'born' | 'replaced_parent' | 'dropped'
  readonly reason: string
}

/** As event and as audit record. */
export function tellEvolution(context: CreditContext, { child, parent, subtask_id, what, reason }: EvolutionNews): void {
  const { agent_id, genome_id, generation, genome, fitness, trials } = child
  const figures = { fitness, trials, parent_fitness: parent.fitness, parent_trials: parent.trials }
  context.emit({
    type: 'agent.evolved',
    subtask_id,
    data: { agent_id, what, genome_id, parent_id: parent.genome_id, generation, genome, ...figures, reason },
  })
  context.audit({
    actor: 'claw',
    action: 'agent.evolved',
    target: agent_id,
    subtask_id,
    agent_id,
    decision: what,
    rule: 'CLOSED_CLAW_EVOLUTION_ENABLED',
    reason,
    detail: toJson({ genome_id, parent_id: parent.genome_id, generation, genome, ...figures }),
  })
}
