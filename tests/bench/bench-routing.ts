import { withEmbedder } from './routing/open-embedder.ts'
import { routingLatency } from './routing/routing-latency.ts'
import type { Row } from './row.ts'

/** Routing among many agents: the median, since its tasks are not all alike. */
export async function benchRouting(tasks: number): Promise<Row[]> {
  return withEmbedder('static', async (embedder) => {
    const row = async (agents: number, budget: number): Promise<Row> => {
      const { p50_ms: value } = await routingLatency(embedder, agents, { tasks })
      return { what: `routing, ${agents.toLocaleString('en')} agents of 10 examples`, value, unit: 'ms', budget }
    }
    return [await row(1000, 2), await row(10_000, 10)]
  })
}
