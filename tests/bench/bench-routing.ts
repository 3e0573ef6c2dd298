import { join } from 'node:path'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import { createRouter } from '../../src/routing/create-router.ts'
import { type IndexedAgent, indexAgents } from '../../src/routing/index-agents.ts'
import { openTestStore } from '../routing/open-test-store.ts'
import { measure, timed } from './measure.ts'
import type { Row } from './row.ts'

const AGENTS = 1000
const EXAMPLES = 10
const VERBS = ['count', 'compare', 'summarise', 'convert', 'translate', 'chart', 'archive', 'validate', 'merge', 'schedule']
const NOUNS = ['invoices', 'photographs', 'recipes', 'tickets', 'contracts', 'recordings', 'maps', 'patients', 'flights', 'sensors']

/** Routing among many agents, the embedding of the task included. */
export async function benchRouting(repetitions: number): Promise<Row[]> {
  const { store, close } = openTestStore()
  const embedder = createStaticEmbedder({ assetDir: join(import.meta.dirname, '../../src/embedding/static') })
  await indexAgents({ agents: Array.from({ length: AGENTS }, (_, n) => agent(n)), broken: [], store: store.agents, embedder })
  const router = createRouter({ embedder, search: store.agents, threshold: 0.62 })
  const route = (): Promise<number> =>
    timed(() => router.route({ task: 'merge the flights of region 417 into one table', required_tools: [] }))
  await route()
  const medians = await measure([{ name: 'route', run: route }], repetitions)
  embedder.close()
  close()
  return [{ what: `routing, ${AGENTS} agents of ${EXAMPLES} examples`, value: medians['route'] ?? Number.NaN, unit: 'ms', budget: 2 }]
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
