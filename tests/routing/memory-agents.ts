import type { AgentMetrics, AgentRecord, AgentVector, StoredAgent } from '../../src/store/records.ts'
import type { AgentHit, AgentStore } from '../../src/store/store.ts'

type Kept = Pick<
  AgentStore,
  'put' | 'putRow' | 'remove' | 'get' | 'list' | 'digests' | 'nearest' | 'score' | 'words' | 'metrics' | 'metricsOf' | 'getAll' | 'credit'
>

const K1 = 1.2
const B = 0.75

/** The agent store in memory, with the same ranking formula as FTS5: the router's tests need no database. */
export function createMemoryAgents(): Kept {
  const rows = new Map<string, StoredAgent>()
  const vectors = new Map<string, { model: string; digest: string; items: readonly AgentVector[] }>()
  const metrics = new Map<string, AgentMetrics>()

  function hits(query: Float32Array, ids: Iterable<string>, model: string): AgentHit[] {
    const found: AgentHit[] = []
    for (const agent_id of ids) {
      const held = vectors.get(agent_id)
      if (held?.model !== model) continue
      for (const { kind, text, vector } of held.items) found.push({ agent_id, kind, text, cosine: dot(query, vector) })
    }
    return found.sort((a, b) => b.cosine - a.cosine)
  }

  function words(query: readonly string[], limit: number): { agent_id: string; bm25: number }[] {
    const documents = [...rows.values()].map((row) => ({ id: row.agent_id, words: wordsOf(row, vectors.get(row.agent_id)?.items ?? []) }))
    const average = documents.reduce((sum, item) => sum + item.words.length, 0) / documents.length
    const scored = documents.map(({ id, words: all }) => {
      const bm25 = query.reduce((sum, word) => {
        const frequency = all.filter((other) => other === word).length
        const holders = documents.filter((item) => item.words.includes(word)).length
        const idf = Math.max(1e-6, Math.log((documents.length - holders + 0.5) / (holders + 0.5)))
        return sum + (idf * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * all.length) / average))
      }, 0)
      return { agent_id: id, bm25 }
    })
    const found = scored.filter((item) => item.bm25 > 0)
    return found.sort((a, b) => b.bm25 - a.bm25).slice(0, limit)
  }

  const metricsOf = (agent_id: string): AgentMetrics =>
    metrics.get(agent_id) ?? { agent_id, runs: 0, successes: 0, total_ms: 0, input_tokens: 0, output_tokens: 0, last_used_at: null }

  return {
    put(row, items, { model }) {
      rows.set(row.agent_id, { ...row, disabled: false })
      vectors.set(row.agent_id, { model, digest: row.digest, items })
    },
    putRow: (row) => void rows.set(row.agent_id, { ...row, disabled: false }),
    remove(agent_id) {
      rows.delete(agent_id)
      vectors.delete(agent_id)
    },
    get: (agent_id) => rows.get(agent_id),
    getAll: (ids) => new Map(ids.flatMap((id) => [rows.get(id) ?? []].flat().map((row) => [id, row] as const))),
    metricsOf: (ids) => new Map(ids.map((id) => [id, metricsOf(id)])),
    list: () => [...rows.values()],
    digests: (model) => new Map([...vectors].filter(([, held]) => held.model === model).map(([id, held]) => [id, held.digest])),
    nearest: (query, { embedder_model, limit }) => hits(query, vectors.keys(), embedder_model).slice(0, limit),
    score: (query, ids, model) => hits(query, ids, model),
    words,
    metrics: metricsOf,
    credit(agent_id, { success, ms }) {
      const old = metricsOf(agent_id)
      const next = { ...old, runs: old.runs + 1, successes: old.successes + Number(success), total_ms: old.total_ms + ms }
      metrics.set(agent_id, next)
      return next
    },
  }
}

function wordsOf(row: AgentRecord, items: readonly AgentVector[]): string[] {
  const texts = items.filter((item) => item.kind === 'example').map((item) => item.text)
  return (
    [row.name, row.description, ...row.tags, ...texts]
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
