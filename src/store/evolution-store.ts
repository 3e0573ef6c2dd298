import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { tryParseJson } from '../kernel/json.ts'
import { type Genome, genomeSchema } from '../protocol/genome.ts'
import type { Connection } from './connection.ts'
import type { DuelSide, EvolutionStore, GenomeRecord, TrialRecord } from './evolution.ts'
import type { JournalKey } from './records.ts'
import { EVOLUTION_SQL } from './sql/evolution-sql.ts'
import { prepareStatements } from './statements.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const KEPT_TRIALS = 100
const KEPT_GENOMES = 20

interface GenomeRow extends Omit<GenomeRecord, 'genome'> {
  readonly genome: string
  readonly after_trial: number
}

export function createEvolutionStore(options: { connection: Connection; unit: UnitOfWork; clock: Clock }): EvolutionStore {
  const { unit, clock } = options
  const sql = prepareStatements(options.connection, EVOLUTION_SQL)

  function trial(key: JournalKey): TrialRecord | undefined {
    const { run_id, subtask_id, attempt } = key
    const row = sql.trial.get<Omit<TrialRecord, 'genome'> & { genome: string }>({ run_id, subtask_id, attempt })
    return row && { ...row, genome: toGenome(row.genome) }
  }

  const settleTrial: EvolutionStore['settleTrial'] = (fence, settled) =>
    unit.run(fence, () => {
      const row = sql.settleTrial.get<{ genome_id: number; agent_id: string }>({ ...settled, run_id: fence.run_id })
      if (row === undefined) return false
      sql.credit.run({ genome_id: row.genome_id, fitness: settled.fitness })
      sql.pruneTrials.run({ agent_id: row.agent_id, kept: KEPT_TRIALS })
      return true
    })

  const move: EvolutionStore['move'] = (genome_id, to) =>
    void unit.run(undefined, () => sql.move.run({ ...to, genome_id, now: clock.now() }))

  const add: EvolutionStore['add'] = (genome) =>
    unit.run(undefined, () => {
      for (const state of ['replaced', 'dropped'] as const) sql.pruneGenomes.run({ agent_id: genome.agent_id, state, kept: KEPT_GENOMES })
      const row = sql.add.get<GenomeRow>({ ...genome, genome: JSON.stringify(genome.genome), now: clock.now() })
      if (row === undefined) throw new Error('a genome was not written')
      return toRecord(row)
    })

  function side(genome_id: number, after_trial: number): DuelSide {
    const rows = sql.since.all<{ fitness: number | null }>({ genome_id, after_trial })
    return { chosen: rows.length, fitness: rows.flatMap((row) => (row.fitness === null ? [] : [row.fitness])) }
  }

  return {
    trial,
    startTrial: (fence, started) => void unit.run(fence, () => sql.startTrial.run({ ...started, run_id: fence.run_id })),
    settleTrial,
    dropOpenTrials: (fence, { subtask_id, attempt }) =>
      void unit.run(fence, () => sql.dropOpen.run({ run_id: fence.run_id, subtask_id, attempt })),
    current: (agent_id, state) => {
      const row = sql.current.get<GenomeRow>(agent_id, state)
      return row && toRecord(row)
    },
    genomes: (agent_id) => sql.genomes.all<GenomeRow>(agent_id).map(toRecord),
    add,
    move,
    duel: (champion, challenger) => {
      const after = sql.current.get<GenomeRow>(challenger.agent_id, 'challenger')?.after_trial ?? 0
      return { champion: side(champion.genome_id, after), challenger: side(challenger.genome_id, after) }
    },
    reset: (agent_id) =>
      unit.run(undefined, () => {
        sql.resetTrials.run(agent_id)
        return sql.resetGenomes.run(agent_id).changes
      }),
  }
}

function toRecord({ after_trial: _, ...row }: GenomeRow): GenomeRecord {
  return { ...row, genome: toGenome(row.genome) }
}

// A registry may come from elsewhere: what is read has to fit the closed lists.
function toGenome(text: string): Genome {
  const json = tryParseJson(text)
  const genome = json.ok ? genomeSchema.safeParse(json.value) : undefined
  if (genome?.success) return genome.data
  throw new ClawError('STORE_CORRUPT', 'A genome of the registry is none that claw has written.', { fix: 'claw agent evolve <id> --reset' })
}
