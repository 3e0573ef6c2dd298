import type { AgentFolder } from '../../capsules/agent-folder.ts'
import { hashJson } from '../../kernel/hash.ts'
import { type Genome, PLAIN_GENOME } from '../../protocol/genome.ts'
import type { GenomeRecord } from '../../store/evolution.ts'
import type { RunContext } from '../run-context.ts'
import { mutateGenome } from './mutate-genome.ts'
import { tellEvolution } from './tell-evolution.ts'

export interface TrialPlace {
  readonly agent: AgentFolder
  readonly subtask_id: string
  readonly attempt: number
  /** As many as the agent may take. */
  readonly maxSteps: number
}

/** The genome for a new attempt, or null without evolution. A retry is the champion's. Belongs into the transaction that opens the attempt. */
export function chooseGenome(context: RunContext, place: TrialPlace): ChosenGenome | null {
  if (context.ports.evolution === null) return null
  const { evolution } = context.ports.store
  const champion = evolution.current(place.agent.agent_id, 'champion') ?? firstChampion(context, place)
  if (place.attempt > 1) return champion
  const challenger = evolution.current(place.agent.agent_id, 'challenger') ?? bear(context, place, champion)
  return challenger !== undefined && isTurnOf(context, champion, challenger) ? challenger : champion
}

export type ChosenGenome = Pick<GenomeRecord, 'genome_id' | 'generation' | 'state' | 'genome'>

function firstChampion({ ports }: RunContext, { agent }: TrialPlace): GenomeRecord {
  return ports.store.evolution.add({
    agent_id: agent.agent_id,
    parent_id: null,
    generation: 0,
    genome: PLAIN_GENOME,
    state: 'champion',
    reason: 'the agent as it is',
  })
}

function bear(context: RunContext, { agent, subtask_id, maxSteps }: TrialPlace, parent: GenomeRecord): GenomeRecord | undefined {
  const { evolution: settings, store } = context.ports
  if (settings === null || settings.mutationRate === 0) return undefined
  const siblings = store.evolution.genomes(agent.agent_id)[0]?.genome_id ?? 0
  const seed = hashJson([agent.agent_id, parent.genome, parent.generation, siblings])
  const genome: Genome = mutateGenome(parent.genome, {
    seed,
    rate: settings.mutationRate,
    tools: agent.manifest.tools_allowlist,
    maxSteps,
  })
  const child = store.evolution.add({
    agent_id: agent.agent_id,
    parent_id: parent.genome_id,
    generation: parent.generation + 1,
    genome,
    state: 'challenger',
    reason: `a change of ${parent.genome_id}, tried on a third of the uses`,
  })
  tellEvolution(context, { child, parent, subtask_id, what: 'born', reason: child.reason })
  return child
}

/** Every third use. */
function isTurnOf({ ports }: RunContext, champion: GenomeRecord, challenger: GenomeRecord): boolean {
  const sides = ports.store.evolution.duel(champion, challenger)
  return 2 * (sides.challenger.chosen + 1) <= sides.champion.chosen
}
