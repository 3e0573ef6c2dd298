import type { Embedder } from '../../../src/embedding/embedder.ts'
import { createRouter } from '../../../src/routing/create-router.ts'
import type { IndexedAgent } from '../../../src/routing/index-agents.ts'
import type { Store } from '../../../src/store/store.ts'
import { openTestStore } from '../../routing/open-test-store.ts'
import { timed } from '../measure.ts'
import { DEFAULT_THRESHOLD } from './default-threshold.ts'
import { indexAtOnce } from './index-at-once.ts'
import { percentile } from './percentile.ts'
import { progress } from './progress.ts'
import { toIndexed } from './to-indexed.ts'

const VERBS = ['count', 'compare', 'summarise', 'convert', 'translate', 'chart', 'archive', 'validate', 'merge', 'schedule']
const NOUNS = ['invoices', 'photographs', 'recipes', 'tickets', 'contracts', 'recordings', 'maps', 'patients', 'flights', 'sensors']
/** What is in memory at once while the index is made. */
const CHUNK = 1000
const WARM = 10
const TASKS = 200

export interface Latency {
  readonly agents: number
  /** Of one routing, the embedding of the task included. */
  readonly p50_ms: number
  readonly p95_ms: number
  readonly index_s: number
}

/** Routing among many agents of ten examples each. `indexer`: gives the vectors of the agents, for an embedder that would take hours. */
export async function routingLatency(embedder: Embedder, agents: number, { tasks = TASKS, indexer = embedder } = {}): Promise<Latency> {
  const { store, close } = openTestStore()
  try {
    const index_s = (await timed(() => fill(store, indexer, agents))) / 1000
    const router = createRouter({ embedder, search: store.agents, threshold: DEFAULT_THRESHOLD })
    const route = (n: number): Promise<number> => timed(() => router.route({ task: taskOf(n), required_tools: [] }))
    for (let n = 0; n < WARM; n += 1) await route(n)
    const times: number[] = []
    for (let n = 0; n < tasks; n += 1) times.push(await route(WARM + n))
    return { agents, p50_ms: percentile(times, 0.5), p95_ms: percentile(times, 0.95), index_s }
  } finally {
    close()
  }
}

async function fill(store: Store, embedder: Embedder, agents: number): Promise<void> {
  for (let from = 0; from < agents; from += CHUNK) {
    progress(`indexing agent ${from + 1} of ${agents}`)
    const chunk = Array.from({ length: Math.min(CHUNK, agents - from) }, (_, at) => agent(from + at))
    await indexAtOnce(store, embedder, chunk)
  }
  progress('')
}

function agent(n: number): IndexedAgent {
  const topic = pick(NOUNS, n)
  const examples = VERBS.map((verb) => `${verb} the ${topic} of region ${n}`)
  return toIndexed({ id: `agent-${n}`, name: `Agent ${n}`, description: `Works with ${topic} of region ${n}`, examples }, examples.length)
}

/** Each another text, so that nothing is answered from a cache of the last one. */
function taskOf(n: number): string {
  return `${pick(VERBS, n)} the ${pick(NOUNS, Math.floor(n / 10))} of region ${n * 7} into one table`
}

function pick(words: readonly string[], n: number): string {
  return words[n % words.length] ?? ''
}
