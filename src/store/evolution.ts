import type { Genome } from '../protocol/genome.ts'
import type { Fence, JournalKey } from './records.ts'

/** `champion`: in use. `challenger`: tried against it on a share of the uses. `replaced`: was a champion. `dropped`: was not better. */
export type GenomeState = 'champion' | 'challenger' | 'replaced' | 'dropped'

export interface GenomeRecord {
  readonly genome_id: number
  readonly agent_id: string
  readonly parent_id: number | null
  readonly generation: number
  readonly genome: Genome
  readonly state: GenomeState
  /** Why it is in this state. */
  readonly reason: string
  /** Moving average over its trials; null before the first. */
  readonly fitness: number | null
  readonly trials: number
  readonly created_at: number
  readonly ended_at: number | null
}

/** With which genome an attempt works. */
export interface TrialRecord {
  readonly genome_id: number
  readonly genome: Genome
  readonly state: GenomeState
  readonly fitness: number | null
}

/** What evolution keeps, within bounds. */
export interface EvolutionStore {
  /** What an attempt began with; undefined when it began without evolution. */
  trial(key: JournalKey): TrialRecord | undefined
  startTrial(fence: Fence, trial: { subtask_id: string; attempt: number; genome_id: number }): void
  /** Its fitness, once; the genome's moving average goes with it. False when it was settled before. */
  settleTrial(fence: Fence, trial: { subtask_id: string; attempt: number; fitness: number }): boolean
  /** Those of a subtask up to this attempt that are not settled, and will not be. */
  dropOpenTrials(fence: Fence, trial: { subtask_id: string; attempt: number }): void
  /** Of an agent, in this state. */
  current(agent_id: string, state: 'champion' | 'challenger'): GenomeRecord | undefined
  /** Newest first. */
  genomes(agent_id: string): GenomeRecord[]
  add(
    genome: Pick<GenomeRecord, 'agent_id' | 'parent_id' | 'generation' | 'genome' | 'reason'> & { state: 'champion' | 'challenger' },
  ): GenomeRecord
  move(genome_id: number, to: { state: GenomeState; reason: string }): void
  /** How often champion and challenger were chosen for a first attempt since the challenger is there, and the fitness of those that are settled. */
  duel(champion: GenomeRecord, challenger: GenomeRecord): { readonly champion: DuelSide; readonly challenger: DuelSide }
  /** Everything but what attempts under way began with. Gives how many genomes there were. */
  reset(agent_id: string): number
}

export interface DuelSide {
  readonly chosen: number
  readonly fitness: readonly number[]
}
