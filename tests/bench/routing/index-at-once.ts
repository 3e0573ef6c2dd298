import type { Embedder } from '../../../src/embedding/embedder.ts'
import { type IndexedAgent, indexAgents } from '../../../src/routing/index-agents.ts'
import type { AgentStore, Store } from '../../../src/store/store.ts'

/** Adds agents as a start of claw does, but in one transaction: the bench is not about how fast thousands of folders are taken in. */
export async function indexAtOnce(store: Store, embedder: Embedder, agents: readonly IndexedAgent[]): Promise<void> {
  const puts: Parameters<AgentStore['put']>[] = []
  const collecting = { ...store.agents, list: () => [], put: (...put: Parameters<AgentStore['put']>) => void puts.push(put) }
  await indexAgents({ agents, broken: [], store: collecting, embedder })
  store.transaction(undefined, () => {
    for (const put of puts) store.agents.put(...put)
  })
}
