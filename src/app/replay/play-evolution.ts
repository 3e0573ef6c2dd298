import type { EventOf } from '../../protocol/events.ts'
import type { EvolutionStore, GenomeRecord, GenomeState } from '../../store/evolution.ts'
import { recordedQueue } from './recorded-queue.ts'
import type { Recording } from './recording.ts'

/** Every attempt works with the genome that it had then; nothing is tried, settled or born. */
export function playEvolution(recording: Recording, real: EvolutionStore): EvolutionStore {
  const used = recording.events.flatMap((event) => (event.type === 'agent.genome_used' ? [event] : []))
  const next = recordedQueue(used, ({ data }) => data.agent_id)
  return {
    ...real,
    trial: ({ subtask_id, attempt }) => {
      const event = used.find((one) => one.subtask_id === subtask_id && one.attempt === attempt)
      return event && { ...toGenome(event), fitness: null }
    },
    current: (agent_id, state) => {
      const event = state === 'champion' ? next.next(agent_id) : undefined
      return event && toGenome(event)
    },
    startTrial: () => undefined,
    settleTrial: () => false,
    dropOpenTrials: () => undefined,
  }
}

function toGenome({ data }: EventOf<'agent.genome_used'>): GenomeRecord {
  const { genome_id, agent_id, generation, genome } = data
  const record = { genome_id, agent_id, generation, genome, state: data.state as GenomeState }
  return { ...record, parent_id: null, reason: '', fitness: null, trials: 0, created_at: 0, ended_at: null }
}
