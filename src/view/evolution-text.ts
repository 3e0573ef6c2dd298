import { visibleLine } from '../kernel/visible-text.ts'
import type { Genome } from '../protocol/genome.ts'
import type { EvolutionRow, GenomeRow } from './evolution-rows.ts'
import { formatAge, plural } from './format.ts'

const SHOWN = 8
const ORDER: Readonly<Record<GenomeRow['state'], number>> = { champion: 0, challenger: 1, replaced: 2, dropped: 2 }

/** How an agent has evolved: the form in use first, then the one that is tried, then those of before. */
export function evolutionText(evolution: EvolutionRow, now: number): string {
  const { agent_id, enabled, mutation_rate } = evolution
  const head = enabled
    ? `${agent_id} evolves: each trait changes with a likelihood of ${mutation_rate ?? 0} in a child, which is tried on every third use.`
    : `${agent_id} does not evolve: CLOSED_CLAW_EVOLUTION_ENABLED is not true.`
  const lines = genomeLines(evolution, now)
  return [
    head,
    ...(lines.length > 0 ? lines.map(visibleLine) : ['It has no forms: it has not worked with a model while evolution was switched on.']),
  ].join('\n')
}

export function genomeLines({ genomes }: Pick<EvolutionRow, 'genomes'>, now: number): string[] {
  const sorted = [...genomes].sort((a, b) => ORDER[a.state] - ORDER[b.state] || b.genome_id - a.genome_id)
  const lines = sorted.slice(0, SHOWN).map((row) => genomeLine(row, now))
  return sorted.length > SHOWN ? [...lines, `and ${sorted.length - SHOWN} before (--json has all)`] : lines
}

function genomeLine(
  { genome_id, parent_id, generation, state, genome, fitness, trials, reason, created_at }: GenomeRow,
  now: number,
): string {
  const from = parent_id === null ? '' : ` of ${parent_id}`
  const figure = fitness === null ? 'no trial yet' : `fitness ${fitness.toFixed(2)} in ${plural(trials, 'trial')}`
  return `${genome_id} ${state}, generation ${generation}${from}, ${formTraits(genome)}; ${figure}; ${reason}; ${formatAge(created_at, now)}`
}

/** What a form changes of its agent. */
export function formTraits({ strategy, persona, tools, temperature, steps }: Genome): string {
  const parts = [
    ...(strategy === 'as_told' ? [] : [`strategy ${strategy}`]),
    ...(persona === 'as_told' ? [] : [`persona ${persona}`]),
    ...(temperature === null ? [] : [`temperature ${temperature}`]),
    ...(steps === null ? [] : [`at most ${steps} steps`]),
    ...(tools.length === 0 ? [] : [`tools ${tools.join(' > ')}`]),
  ]
  return parts.length === 0 ? 'as the agent is' : parts.join(', ')
}
