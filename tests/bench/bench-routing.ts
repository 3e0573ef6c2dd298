import { join } from 'node:path'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { createRouter } from '../../src/routing/create-router.ts'
import { type IndexedAgent, indexAgents } from '../../src/routing/index-agents.ts'
import type { AgentStore, Store } from '../../src/store/store.ts'
import { openTestStore } from '../routing/open-test-store.ts'
import { measure, timed } from './measure.ts'
import type { Row } from './row.ts'

const EXAMPLES = 10
const VERBS = ['count', 'compare', 'summarise', 'convert', 'translate', 'chart', 'archive', 'validate', 'merge', 'schedule']
const NOUNS = ['invoices', 'photographs', 'recipes', 'tickets', 'contracts', 'recordings', 'maps', 'patients', 'flights', 'sensors']

/** Routing among many agents, the embedding of the task included. */
export async function benchRouting(repetitions: number): Promise<Row[]> {
  return [...(await routingAmong(1000, 2, repetitions)), ...(await routingAmong(10_000, 10, repetitions))]
}

async function routingAmong(agents: number, budget: number, repetitions: number): Promise<Row[]> {
  const { store, close } = openTestStore()
  const embedder = createStaticEmbedder({ assetDir: join(import.meta.dirname, '../../src/embedding/static') })
  await indexAtOnce(
    store,
    embedder,
    Array.from({ length: agents }, (_, n) => agent(n)),
  )
  const router = createRouter({ embedder, search: store.agents, threshold: 0.62 })
  const route = (): Promise<number> =>
    timed(() => router.route({ task: 'merge the flights of region 417 into one table', required_tools: [] }))
  const least = await measure([{ name: 'route', run: route }], repetitions)
  embedder.close()
  close()
  const what = `routing, ${agents.toLocaleString('en')} agents of ${EXAMPLES} examples`
  return [{ what, value: least['route'] ?? Number.NaN, unit: 'ms', budget }]
}

/** In one transaction: the bench is not about how fast ten thousand of them are. */
async function indexAtOnce(store: Store, embedder: Embedder, agents: readonly IndexedAgent[]): Promise<void> {
  const puts: Parameters<AgentStore['put']>[] = []
  await indexAgents({ agents, broken: [], store: { ...store.agents, put: (...put) => void puts.push(put) }, embedder })
  store.transaction(undefined, () => {
    for (const put of puts) store.agents.put(...put)
  })
}

function agent(n: number): IndexedAgent {
  const topic = NOUNS[n % NOUNS.length]
  const examples = VERBS.slice(0, EXAMPLES).map((verb) => `${verb} the ${topic} of region ${n}`)
  const manifest = {
    name: `Agent ${n}`,
    description: `Works with ${topic} of region ${n}`,
    examples,
    tags: [],
    tools_allowlist: ['file_io'],
    skill_ids: [],
  }
  return { agent_id: `agent-${n}`, folder: `/agents/agent-${n}`, source: 'workspace', digest: String(n), manifest }
}
