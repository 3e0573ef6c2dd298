import { join } from 'node:path'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import { createRouter } from '../../src/routing/create-router.ts'
import { indexAgents } from '../../src/routing/index-agents.ts'
import type { RouteDecision } from '../../src/routing/route-decision.ts'
import { loadRoutingData, type RoutingTask } from '../helpers/routing-data.ts'
import { openTestStore } from './open-test-store.ts'

export interface RoutingFigures {
  readonly tasks: number
  /** Per cent, of the tasks that an agent fits. */
  readonly top1: number
  readonly auroc: number
  /** Per cent right and accepted, at the threshold. */
  readonly right: number
  /** Per cent of the tasks that nobody fits which are refused, at the threshold. */
  readonly refused: number
  readonly ms_per_task: number
}

const DEFAULT_THRESHOLD = 0.62

/** Routes the half of a data set that the calibration was not chosen on, through the real store. undefined without the data. */
export async function measureRouting(name: string, threshold = DEFAULT_THRESHOLD): Promise<RoutingFigures | undefined> {
  const data = loadRoutingData(name)
  if (data === undefined) return undefined
  const { store, close } = openTestStore()
  const embedder = createStaticEmbedder({ assetDir: join(import.meta.dirname, '../../src/embedding/static') })
  try {
    await indexAgents({ agents: data.agents, broken: [], store: store.agents, embedder })
    const router = createRouter({ embedder, search: store.agents, threshold })
    const tasks = data.tasks.filter((_, i) => i % 2 === 1)
    const begin = performance.now()
    const decisions: RouteDecision[] = []
    for (const { task } of tasks) decisions.push(await router.route({ task, required_tools: [] }))
    return figures(tasks, decisions, (performance.now() - begin) / tasks.length)
  } finally {
    embedder.close()
    close()
  }
}

function figures(tasks: readonly RoutingTask[], decisions: readonly RouteDecision[], ms_per_task: number): RoutingFigures {
  const pairs = tasks.map(({ agent }, i) => ({ agent, best: decisions[i]?.candidates[0], taken: decisions[i]?.agent_id ?? null }))
  const fitting = pairs.filter(({ agent }) => agent !== null)
  const foreign = pairs.filter(({ agent }) => agent === null)
  const scores = (list: typeof pairs): number[] => list.map(({ best }) => best?.score ?? 0)
  return {
    tasks: tasks.length,
    top1: share(fitting, ({ agent, best }) => best?.agent_id === agent),
    auroc: 100 * areaUnderRoc(scores(fitting), scores(foreign)),
    right: share(fitting, ({ agent, taken }) => taken === agent),
    refused: share(foreign, ({ taken }) => taken === null),
    ms_per_task,
  }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return (100 * items.filter(holds).length) / items.length
}

/** How often a fitting task scores above a foreign one. */
function areaUnderRoc(fitting: readonly number[], foreign: readonly number[]): number {
  let wins = 0
  for (const score of fitting) for (const other of foreign) wins += score > other ? 1 : score === other ? 0.5 : 0
  return wins / (fitting.length * foreign.length)
}

if (import.meta.filename === process.argv[1]) console.log(JSON.stringify(await measureRouting('banking77'), null, 2))
