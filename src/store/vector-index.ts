import type { Connection } from './connection.ts'
import { PLAIN_HIT_SQL, VEC_HIT_SQL, VECTOR_SQL, vectorIndexSql } from './sql/vector-sql.ts'
import { prepareStatement, prepareStatements, type Statement } from './statements.ts'
import type { AgentHit } from './store.ts'
import { mapStoreErrors } from './store-error.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import { cosineTo, fromBlob, isZero, toBlob } from './vector-math.ts'

export interface EmbedderRow {
  readonly embedder_id: number
  readonly model: string
  readonly dim: number
  readonly index_stale: number
}

/** Finds the embeddings whose centroids are nearest to a query, and compares their vectors with it. */
export interface VectorIndex {
  /** Called in the transaction that changes a centroid. */
  put(embedder: EmbedderRow, embedding_id: number, centroid: Float32Array): void
  remove(embedder: EmbedderRow, embedding_id: number): void
  drop(embedder: EmbedderRow): void
  nearest(embedder: EmbedderRow, query: Float32Array, k: number): number[]
  /** The nearest vector of each of these embeddings, best first. */
  best(query: Float32Array, embedding_ids: readonly number[]): AgentHit[]
  /** Every vector of these agents, best first. */
  hits(embedder: EmbedderRow, query: Float32Array, agent_ids: readonly string[]): AgentHit[]
}

/** vec0 takes at most this many neighbours. */
const MAX_K = 4096

type IndexStatements = Readonly<Record<'insert' | 'remove' | 'nearest', Statement>>

/** sqlite-vec: one vec0 table per embedder. One that was written to without sqlite-vec is stale and built again at its next use. */
export function createVecIndex(connection: Connection, unit: UnitOfWork): VectorIndex {
  const sql = prepareStatements(connection, VECTOR_SQL)
  const compare = prepareStatements(connection, VEC_HIT_SQL)
  const ready = new Map<number, IndexStatements>()

  function statements(embedder: EmbedderRow): IndexStatements {
    const known = ready.get(embedder.embedder_id)
    if (known !== undefined && embedder.index_stale === 0) return known
    const texts = vectorIndexSql(embedder.embedder_id, embedder.dim)
    if (embedder.index_stale !== 0) unit.run(undefined, () => rebuild(embedder))
    const made = {
      insert: prepareStatement(connection, texts.insert),
      remove: prepareStatement(connection, texts.remove),
      nearest: prepareStatement(connection, texts.nearest),
    }
    ready.set(embedder.embedder_id, made)
    return made
  }

  function rebuild({ embedder_id, dim }: EmbedderRow): void {
    const texts = vectorIndexSql(embedder_id, dim)
    mapStoreErrors(connection.path, () => connection.db.exec(`${texts.drop}; ${texts.create};`))
    const insert = prepareStatement(connection, texts.insert)
    for (const row of sql.centroids.all<{ embedding_id: number; centroid: Buffer }>(embedder_id)) {
      if (!isZero(fromBlob(row.centroid))) insert.run(BigInt(row.embedding_id), row.centroid)
    }
    sql.markStale.run({ embedder_id, stale: 0 })
  }

  return {
    put: (embedder, embedding_id, centroid) => {
      const own = statements(embedder)
      own.remove.run(BigInt(embedding_id))
      // The cosine of a zero vector is not a number.
      if (!isZero(centroid)) own.insert.run(BigInt(embedding_id), toBlob(centroid))
    },
    remove: (embedder, embedding_id) => void statements(embedder).remove.run(BigInt(embedding_id)),
    drop: (embedder) => {
      ready.delete(embedder.embedder_id)
      mapStoreErrors(connection.path, () => connection.db.exec(vectorIndexSql(embedder.embedder_id, embedder.dim).drop))
    },
    nearest: (embedder, query, k) =>
      statements(embedder)
        .nearest.all<{ embedding_id: number }>({ query: toBlob(query), k: Math.min(k, MAX_K) })
        .map((row) => row.embedding_id),
    best: (query, embedding_ids) => compare.best.all<AgentHit>({ query: toBlob(query), embedding_ids: JSON.stringify(embedding_ids) }),
    hits: ({ embedder_id }, query, agent_ids) =>
      compare.ofAgents.all<AgentHit>({ query: toBlob(query), embedder_id, agent_ids: JSON.stringify(agent_ids) }),
  }
}

/** Exact search over the stored centroids, for machines without sqlite-vec. What is written meanwhile makes the vec0 table stale. */
export function createPlainIndex(connection: Connection): VectorIndex {
  const sql = prepareStatements(connection, VECTOR_SQL)
  const rows = prepareStatements(connection, PLAIN_HIT_SQL)
  const markStale = ({ embedder_id }: EmbedderRow): void => void sql.markStale.run({ embedder_id, stale: 1 })
  return {
    put: markStale,
    remove: markStale,
    // Its vec0 table can't be dropped without the extension; embedder ids are never used twice, so it is only left over.
    drop: () => undefined,
    nearest: ({ embedder_id }, query, k) => {
      const cosine = cosineTo(query)
      return sql.centroids
        .all<{ embedding_id: number; centroid: Buffer }>(embedder_id)
        .map((row) => ({ id: row.embedding_id, near: cosine(fromBlob(row.centroid)) }))
        .filter(({ near }) => near !== 0)
        .sort((a, b) => b.near - a.near)
        .slice(0, k)
        .map(({ id }) => id)
    },
    best: (query, embedding_ids) =>
      bestPerAgent(compared(query, rows.ofEmbeddings.all<HitRow>({ embedding_ids: JSON.stringify(embedding_ids) }))),
    hits: ({ embedder_id }, query, agent_ids) =>
      compared(query, rows.ofAgents.all<HitRow>({ embedder_id, agent_ids: JSON.stringify(agent_ids) })),
  }
}

interface HitRow extends Omit<AgentHit, 'cosine'> {
  readonly vector: Buffer
}

function compared(query: Float32Array, rows: readonly HitRow[]): AgentHit[] {
  const cosine = cosineTo(query)
  return rows
    .map(({ agent_id, kind, text, vector }) => ({ agent_id, kind, text, cosine: cosine(fromBlob(vector)) }))
    .sort((a, b) => b.cosine - a.cosine)
}

function bestPerAgent(sorted: readonly AgentHit[]): AgentHit[] {
  const best = new Map<string, AgentHit>()
  for (const hit of sorted) if (!best.has(hit.agent_id)) best.set(hit.agent_id, hit)
  return [...best.values()]
}
