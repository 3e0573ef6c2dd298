import type { Embedder } from '../../../src/embedding/embedder.ts'
import { createRouter } from '../../../src/routing/create-router.ts'
import { openTestStore } from '../../routing/open-test-store.ts'
import { areaUnderRoc } from './area-under-roc.ts'
import { DEFAULT_THRESHOLD } from './default-threshold.ts'
import { indexAtOnce } from './index-at-once.ts'
import { percentile } from './percentile.ts'
import type { DataSet, DataTask } from './read-data-set.ts'
import { toIndexed } from './to-indexed.ts'

/** Which tasks are routed: rules and thresholds are chosen on the even ones, so the odd ones are what is reported. */
export const HALVES = ['all', 'even', 'odd'] as const
export type Half = (typeof HALVES)[number]

export interface RoutingFigures {
  readonly agents: number
  readonly tasks: number
  /** Shares are 0..1, null where the data set has no such tasks. Of the tasks that an agent fits: */
  readonly top1: number | null
  readonly top3: number | null
  /** How often a fitting task scores above one that nobody fits. */
  readonly auroc: number | null
  readonly threshold: number
  /** Right and taken, of the tasks that an agent fits. */
  readonly in_scope_accuracy: number | null
  /** Refused, of the tasks that nobody fits. */
  readonly out_of_scope_recall: number | null
  readonly p50_ms: number
  readonly p95_ms: number
}

export interface MeasureOptions {
  readonly data: DataSet
  readonly embedder: Embedder
  /** Per agent, the first ones. */
  readonly examples: number
  readonly half: Half
}

/** Routes the tasks of a data set as `claw run` does: the router over a registry. */
export async function measureRouting({ data, embedder, examples, half }: MeasureOptions): Promise<RoutingFigures> {
  const { store, close } = openTestStore()
  try {
    await indexAtOnce(
      store,
      embedder,
      data.agents.map((agent) => toIndexed(agent, examples)),
    )
    const router = createRouter({ embedder, search: store.agents, threshold: DEFAULT_THRESHOLD })
    const routed: Routed[] = []
    for (const task of halfOf(data.tasks, half)) routed.push(await timedRoute(router, task))
    return { agents: data.agents.length, ...figures(routed) }
  } finally {
    close()
  }
}

function halfOf(tasks: readonly DataTask[], half: Half): readonly DataTask[] {
  return half === 'all' ? tasks : tasks.filter((_, at) => (at % 2 === 0) === (half === 'even'))
}

interface Routed {
  readonly agent: string | null
  readonly taken: string | null
  /** Best first. */
  readonly found: readonly string[]
  readonly score: number
  readonly ms: number
}

async function timedRoute(router: ReturnType<typeof createRouter>, { task, agent }: DataTask): Promise<Routed> {
  const begin = performance.now()
  const decision = await router.route({ task, required_tools: [] })
  const ms = performance.now() - begin
  const found = decision.candidates.slice(0, 3).map((candidate) => candidate.agent_id)
  return { agent, taken: decision.agent_id, found, score: decision.candidates[0]?.score ?? 0, ms }
}

function figures(routed: readonly Routed[]): Omit<RoutingFigures, 'agents'> {
  const fitting = routed.filter(({ agent }) => agent !== null)
  const foreign = routed.filter(({ agent }) => agent === null)
  const scores = (list: readonly Routed[]): number[] => list.map(({ score }) => score)
  const times = routed.map(({ ms }) => ms)
  return {
    tasks: routed.length,
    top1: share(fitting, ({ agent, found }) => found[0] === agent),
    top3: share(fitting, ({ agent, found }) => agent !== null && found.includes(agent)),
    auroc: areaUnderRoc(scores(fitting), scores(foreign)),
    threshold: DEFAULT_THRESHOLD,
    in_scope_accuracy: share(fitting, ({ agent, taken }) => taken === agent),
    out_of_scope_recall: share(foreign, ({ taken }) => taken === null),
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
  }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length
}
