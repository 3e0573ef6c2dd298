import { ClawError } from '../../kernel/claw-error.ts'
import type { EvolutionRow } from '../../view/evolution-rows.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'

export interface EvolutionFunctions {
  /** Throws NOT_FOUND. */
  evolutionOf(agent_id: string): Promise<EvolutionRow>
  /** Takes the agent as its folder says again; what attempts under way began with stays with them. Throws NOT_FOUND. */
  resetEvolution(agent_id: string): Promise<{ readonly agent_id: string; readonly forgotten: number }>
}

export function evolutionFunctions(services: Services): EvolutionFunctions {
  return {
    evolutionOf: async (agent_id) => {
      requireKnown(services, agent_id)
      return evolutionRow(services, agent_id)
    },
    resetEvolution: async (agent_id) => {
      requireKnown(services, agent_id)
      return reset(services, agent_id)
    },
  }
}

export function evolutionRow({ config, store }: Services, agent_id: string): EvolutionRow {
  const genomes = store.evolution.genomes(agent_id).map(({ agent_id: _, ...row }) => row)
  return { agent_id, enabled: config.evolution !== null, mutation_rate: config.evolution?.mutationRate ?? null, genomes }
}

function reset({ store }: Services, agent_id: string): { readonly agent_id: string; readonly forgotten: number } {
  const forgotten = store.transaction(undefined, () => {
    const count = store.evolution.reset(agent_id)
    if (count > 0)
      store.audit.append({ actor: localActor(), action: 'agent.evolution_reset', target: agent_id, agent_id, detail: { genomes: count } })
    return count
  })
  return { agent_id, forgotten }
}

function requireKnown({ catalog }: Services, agent_id: string): void {
  const known = [...catalog.list(), ...catalog.scanned().broken].some((agent) => agent.agent_id === agent_id)
  if (!known) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
}
