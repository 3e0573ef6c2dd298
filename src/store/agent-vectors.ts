import type { Connection } from './connection.ts'
import type { AgentVector } from './records.ts'
import { VECTOR_SQL } from './sql/vector-sql.ts'
import { prepareStatements } from './statements.ts'
import type { AgentMatch } from './store.ts'
import type { EmbedderRow, NearAgent, VectorIndex } from './vector-index.ts'
import { centroidOf, fromBlob, isZero, toBlob } from './vector-math.ts'

/** Tasks done well that are remembered per agent: the newest. */
const MAX_TASKS_DONE = 50

export interface EmbedderName {
  readonly model: string
  readonly dim: number
}

/** Vectors of agents, searched in two stages: one centroid per agent, then all vectors of the candidates. Writers call it inside a transaction. */
export interface AgentVectors {
  put(agent_id: string, digest: string, vectors: readonly AgentVector[], embedder: EmbedderName): void
  add(agent_id: string, digest: string, vector: AgentVector, embedder: EmbedderName): void
  remove(agent_id: string): void
  learned(agent_id: string): string[]
  digests(model: string): ReadonlyMap<string, string>
  nearest(query: Float32Array, model: string, limit: number): NearAgent[]
  match(query: Float32Array, agent_ids: readonly string[], model: string): AgentMatch[]
}

export function createAgentVectors(connection: Connection, index: VectorIndex): AgentVectors {
  const sql = prepareStatements(connection, VECTOR_SQL)

  function put(agent_id: string, digest: string, vectors: readonly AgentVector[], name: EmbedderName): void {
    const embedder = embedderFor(name)
    const embedding_id = embeddingFor(embedder, agent_id, digest)
    sql.clearVectors.run(embedding_id)
    for (const vector of vectors) insert(embedding_id, vector, embedder)
    refreshCentroid(embedder, embedding_id)
  }

  function add(agent_id: string, digest: string, vector: AgentVector, name: EmbedderName): void {
    const embedder = embedderFor(name)
    const known = sql.embedding.get<{ embedding_id: number }>({ embedder_id: embedder.embedder_id, agent_id })
    const embedding_id = known?.embedding_id ?? embeddingFor(embedder, agent_id, digest)
    sql.dropSameText.run({ embedding_id, kind: vector.kind, text: vector.text })
    insert(embedding_id, vector, embedder)
    sql.dropOldTasks.run({ embedding_id, keep: MAX_TASKS_DONE })
    refreshCentroid(embedder, embedding_id)
  }

  function insert(embedding_id: number, { kind, text, vector }: AgentVector, { model, dim }: EmbedderRow): void {
    if (vector.length !== dim) throw new TypeError(`a vector of ${vector.length} numbers for ${model}, which has ${dim}`)
    sql.addVector.run({ embedding_id, kind, text, vector: toBlob(vector) })
  }

  /** An embedder whose dimension changed is another one: what the old one left is dropped. */
  function embedderFor(name: EmbedderName): EmbedderRow {
    const known = embedderOf(name.model)
    if (known?.dim === name.dim) return known
    if (known !== undefined) {
      index.drop(known)
      sql.removeEmbedder.run(known.embedder_id)
    }
    const made = sql.addEmbedder.get<EmbedderRow>({ model: name.model, dim: name.dim })
    if (made === undefined) throw new TypeError(`embedder ${name.model} was not written`)
    return made
  }

  function embedderOf(model: string): EmbedderRow | undefined {
    return sql.embedder.get<EmbedderRow>(model)
  }

  function embeddingFor({ embedder_id, dim }: EmbedderRow, agent_id: string, digest: string): number {
    const centroid = toBlob(new Float32Array(dim))
    return sql.putEmbedding.get<{ embedding_id: number }>({ agent_id, embedder_id, digest, centroid })?.embedding_id ?? 0
  }

  function refreshCentroid(embedder: EmbedderRow, embedding_id: number): void {
    const vectors = sql.vectors.all<{ vector: Buffer }>(embedding_id).map((row) => fromBlob(row.vector))
    const { centroid, cohesion } = centroidOf(vectors, embedder.dim)
    sql.setCentroid.run({ embedding_id, centroid: toBlob(centroid), cohesion })
    index.put(embedderOf(embedder.model) ?? embedder, embedding_id, centroid)
  }

  function remove(agent_id: string): void {
    for (const { embedding_id, embedder_id } of sql.embeddingsOfAgent.all<{ embedding_id: number; embedder_id: number }>(agent_id)) {
      const embedder = sql.embedderById.get<EmbedderRow>(embedder_id)
      if (embedder !== undefined) index.remove(embedder, embedding_id)
    }
  }

  function nearest(query: Float32Array, model: string, limit: number): NearAgent[] {
    const embedder = searched(query, model)
    return embedder === undefined || isZero(query) ? [] : index.nearest(embedder, query, limit)
  }

  function match(query: Float32Array, agent_ids: readonly string[], model: string): AgentMatch[] {
    const embedder = searched(query, model)
    return embedder === undefined ? [] : index.match(embedder, query, agent_ids)
  }

  function searched(query: Float32Array, model: string): EmbedderRow | undefined {
    const embedder = embedderOf(model)
    return embedder?.dim === query.length ? embedder : undefined
  }

  const learned = (agent_id: string): string[] =>
    sql.learned
      .all<{ text: string }>({ agent_id, keep: MAX_TASKS_DONE })
      .map((row) => row.text)
      .reverse()

  const digests = (model: string): ReadonlyMap<string, string> =>
    new Map(sql.digests.all<{ agent_id: string; digest: string }>(model).map((row) => [row.agent_id, row.digest]))

  return { put, add, remove, learned, digests, nearest, match }
}
