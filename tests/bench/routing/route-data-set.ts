import type { Embedder } from '../../../src/embedding/embedder.ts'
import { createRouter, type Router } from '../../../src/routing/create-router.ts'
import { openTestStore } from '../../routing/open-test-store.ts'
import { DEFAULT_THRESHOLD } from './default-threshold.ts'
import { indexAtOnce } from './index-at-once.ts'
import { progress } from './progress.ts'
import type { DataSet, DataTask } from './read-data-set.ts'
import { toIndexed } from './to-indexed.ts'

/** Which tasks are routed: rules and thresholds are chosen on the even ones, so the odd ones are what is reported. */
export const HALVES = ['all', 'even', 'odd'] as const
export type Half = (typeof HALVES)[number]

export interface RouteOptions {
  readonly data: DataSet
  readonly embedder: Embedder
  /** Per agent, the first ones. */
  readonly examples: number
  readonly half: Half
}

export interface RoutedTask extends DataTask {
  readonly taken: string | null
  /** The three best, best first. */
  readonly found: readonly string[]
  /** Probability of the best. */
  readonly score: number
  readonly ms: number
}

/** Routes the tasks of a data set as `claw run` does: the router over a registry. */
export async function routeDataSet({ data, embedder, examples, half }: RouteOptions): Promise<RoutedTask[]> {
  const { store, close } = openTestStore()
  try {
    const agents = data.agents.map((agent) => toIndexed(agent, examples))
    await indexAtOnce(store, embedder, agents)
    const router = createRouter({ embedder, search: store.agents, threshold: DEFAULT_THRESHOLD })
    const routed: RoutedTask[] = []
    const tasks = halfOf(data.tasks, half)
    for (const task of tasks) {
      if (routed.length % 50 === 0) progress(`${data.name}: task ${routed.length + 1} of ${tasks.length}`)
      routed.push(await timedRoute(router, task))
    }
    progress('')
    return routed
  } finally {
    close()
  }
}

function halfOf(tasks: readonly DataTask[], half: Half): readonly DataTask[] {
  return half === 'all' ? tasks : tasks.filter((_, at) => (at % 2 === 0) === (half === 'even'))
}

async function timedRoute(router: Router, task: DataTask): Promise<RoutedTask> {
  const begin = performance.now()
  const { agent_id, candidates } = await router.route({ task: task.task, required_tools: [] })
  const ms = performance.now() - begin
  const found = candidates.slice(0, 3).map((candidate) => candidate.agent_id)
  return { ...task, taken: agent_id, found, score: candidates[0]?.score ?? 0, ms }
}
