import { sha256 } from '../../kernel/hash.ts'
import { type Genome, PERSONAS, STRATEGIES } from '../../protocol/genome.ts'
import { inOrder } from './in-order.ts'

export interface Mutation {
  /** The same seed gives the same child. */
  readonly seed: string
  /** How likely each gene changes, 0..1; at least one does. */
  readonly rate: number
  /** Those that the agent may use. */
  readonly tools: readonly Genome['tools'][number][]
  /** As many as the agent may take. */
  readonly maxSteps: number
}

type Random = () => number
type Change = (genome: Genome) => Genome

const FEWEST_STEPS = 3

/** A child that differs from its parent, within what the agent may do. */
export function mutateGenome(parent: Genome, mutation: Mutation): Genome {
  const random = randomOf(mutation.seed)
  const changes = changesOf(parent, mutation, random)
  const taken = changes.filter(() => random() < mutation.rate)
  const chosen = taken.length > 0 ? taken : [pick(changes, random)]
  return chosen.reduce((genome, change) => change(genome), parent)
}

function changesOf(parent: Genome, { tools, maxSteps }: Mutation, random: Random): Change[] {
  const changes: Change[] = [
    (genome) => ({ ...genome, strategy: another(STRATEGIES, genome.strategy, random) }),
    (genome) => ({ ...genome, persona: another(PERSONAS, genome.persona, random) }),
    (genome) => ({ ...genome, temperature: warmer(genome.temperature, random) }),
  ]
  if (tools.length > 1) changes.push((genome) => ({ ...genome, tools: swapped(inOrder(tools, parent.tools) as Genome['tools'], random) }))
  if (maxSteps > FEWEST_STEPS) changes.push((genome) => ({ ...genome, steps: otherSteps(genome.steps ?? maxSteps, maxSteps, random) }))
  return changes
}

function randomOf(seed: string): Random {
  let n = 0
  return () => {
    n += 1
    return Number.parseInt(sha256(`${seed}/${n}`).slice(0, 12), 16) / 2 ** 48
  }
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('there is nothing to pick from')
  return item
}

function another<T>(items: readonly T[], now: T, random: Random): T {
  return pick(
    items.filter((item) => item !== now),
    random,
  )
}

function warmer(now: number | null, random: Random): number {
  const tenths = Array.from({ length: 11 }, (_, i) => i / 10)
  const near = now === null ? tenths : tenths.filter((value) => value !== now && Math.abs(value - now) < 0.35)
  return pick(near, random)
}

function otherSteps(now: number, most: number, random: Random): number {
  const fewest = Math.max(FEWEST_STEPS, Math.ceil(most / 2))
  const all = Array.from({ length: most - fewest + 1 }, (_, i) => fewest + i)
  const others = all.filter((steps) => steps !== now)
  return others.length === 0 ? fewest : pick(others, random)
}

function swapped(tools: Genome['tools'], random: Random): Genome['tools'] {
  const from = Math.floor(random() * tools.length)
  const to = (from + 1 + Math.floor(random() * (tools.length - 1))) % tools.length
  return tools.map((tool, i) => (i === from ? tools[to] : i === to ? tools[from] : tool) ?? tool)
}
