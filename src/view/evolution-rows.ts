import type { Genome } from '../protocol/genome.ts'

/** A form of an agent that evolution keeps: the one in use, the one that is tried, and those of before. */
export interface GenomeRow {
  readonly genome_id: number
  readonly parent_id: number | null
  readonly generation: number
  readonly state: 'champion' | 'challenger' | 'replaced' | 'dropped'
  readonly reason: string
  readonly genome: Genome
  /** 0..1, moving average over its trials; null before the first. */
  readonly fitness: number | null
  readonly trials: number
  readonly created_at: number
  readonly ended_at: number | null
}

export interface EvolutionRow {
  readonly agent_id: string
  readonly enabled: boolean
  readonly mutation_rate: number | null
  /** Newest first; empty when the agent never ran while evolution was switched on. */
  readonly genomes: readonly GenomeRow[]
}
