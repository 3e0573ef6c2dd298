import type { Connection } from './connection.ts'
import { PLAIN_MATCH_SQL, VEC_MATCH_SQL, VECTOR_SQL, vectorIndexSql } from './sql/vector-sql.ts'
import { prepareStatement, prepareStatements, type Statement } from './statements.ts'
import type { AgentMatch } from './store.ts'
import { mapStoreErrors } from './store-error.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import { coarse, cosineTo, fromBlob, isZero, toBlob } from './vector-math.ts'

export interface EmbedderRow {
  readonly embedder_id: number
  readonly model: string
  readonly dim: number
  readonly index_stale: number
}

export interface NearAgent {
  readonly agent_id: string
  readonly cosine: number
}

/** Finds the agents whose centroids are nearest to a query, and compares their vectors with it. */
export interface VectorIndex {
  /** Called in the transaction that changes a centroid. */
  put(embedder: EmbedderRow, embedding_id: number, centroid: Float32Array): void
  remove(embedder: EmbedderRow, embedding_id: number): void
  drop(embedder: EmbedderRow): void
  nearest(embedder: EmbedderRow, query: Float32Array, limit: number): NearAgent[]
  match(embedder: EmbedderRow, query: Float32Array, agent_ids: readonly string[]): AgentMatch[]
}

/** vec0 takes at most this many neighbours. */
const MAX_K = 4096
/** How many the coarse vectors choose at least, for the exact comparison of their centroids. */
const COARSE_K = 48

type IndexStatements = Readonly<Record<'insert' | 'remove' | 'nearest', Statement>>

/** sqlite-vec: one vec0 table of centroids in int8 per embedder, half the time of float32. One that was written to without sqlite-vec is stale and built again at its next use. */
export function createVecIndex(connection: Connection, unit: UnitOfWork): VectorIndex {
  const sql = prepareStatements(connection, VECTOR_SQL)
  const compare = prepareStatements(connection, VEC_MATCH_SQL)
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
      const centroid = fromBlob(row.centroid)
      if (!isZero(centroid)) insert.run(BigInt(row.embedding_id), coarse(centroid))
    }
    sql.markStale.run({ embedder_id, stale: 0 })
  }

  function nearest(embedder: EmbedderRow, query: Float32Array, limit: number): NearAgent[] {
    const k = Math.min(MAX_K, Math.max(COARSE_K, limit))
    const near = statements(embedder).nearest.all<{ embedding_id: number }>({ coarse: coarse(query), k })
    const embedding_ids = JSON.stringify(near.map((row) => row.embedding_id))
    return compare.nearest.all<NearAgent>({ query: toBlob(query), embedding_ids, limit })
  }

  function match({ embedder_id }: EmbedderRow, query: Float32Array, agent_ids: readonly string[]): AgentMatch[] {
    const wanted = { query: toBlob(query), embedder_id, agent_ids: JSON.stringify(agent_ids) }
    return compare.match.all<Omit<AgentMatch, 'cosines'> & { cosines: string }>(wanted).map(({ cosines, ...row }) => {
      const numbers = JSON.parse(cosines) as number[]
      return { ...row, cosines: numbers.sort((a, b) => b - a) }
    })
  }

  return {
    put: (embedder, embedding_id, centroid) => {
      const own = statements(embedder)
      own.remove.run(BigInt(embedding_id))
      // The cosine of a zero vector is not a number.
      if (!isZero(centroid)) own.insert.run(BigInt(embedding_id), coarse(centroid))
    },
    remove: (embedder, embedding_id) => void statements(embedder).remove.run(BigInt(embedding_id)),
    drop: (embedder) => {
      ready.delete(embedder.embedder_id)
      mapStoreErrors(connection.path, () => connection.db.exec(vectorIndexSql(embedder.embedder_id, embedder.dim).drop))
    },
    nearest,
    match,
  }
}

/** Exact search over the stored centroids, for machines without sqlite-vec. What is written meanwhile makes the vec0 table stale. */
export function createPlainIndex(connection: Connection): VectorIndex {
  const sql = prepareStatements(connection, VECTOR_SQL)
  const rows = prepareStatements(connection, PLAIN_MATCH_SQL)
  const markStale = ({ embedder_id }: EmbedderRow): void => void sql.markStale.run({ embedder_id, stale: 1 })

  function nearest({ embedder_id }: EmbedderRow, query: Float32Array, limit: number): NearAgent[] {
    const cosine = cosineTo(query)
    return sql.centroids
      .all<{ agent_id: string; centroid: Buffer }>(embedder_id)
      .map(({ agent_id, centroid }) => ({ agent_id, cosine: cosine(fromBlob(centroid)) }))
      .filter((near) => near.cosine !== 0)
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, limit)
  }

  function match({ embedder_id }: EmbedderRow, query: Float32Array, agent_ids: readonly string[]): AgentMatch[] {
    const wanted = { embedder_id, agent_ids: JSON.stringify(agent_ids) }
    const cosine = cosineTo(query)
    const near = nearestFirst(rows.vectors.all<VectorRow>(wanted), cosine)
    return rows.centroids.all<CentroidRow>(wanted).flatMap(({ agent_id, cohesion, centroid }) => {
      const own = near.filter((row) => row.agent_id === agent_id)
      const [first] = own
      if (first === undefined) return []
      const cosines = own.map((row) => row.cosine)
      return [{ agent_id, cohesion, centroid: cosine(fromBlob(centroid)), cosines, closest: first.text }]
    })
  }

  // Its vec0 table can't be dropped without the extension; embedder ids are never used twice, so it is only left over.
  return { put: markStale, remove: markStale, drop: () => undefined, nearest, match }
}

interface CentroidRow {
  readonly agent_id: string
  readonly cohesion: number | null
  readonly centroid: Buffer
}

interface VectorRow {
  readonly agent_id: string
  readonly text: string
  readonly vector: Buffer
}

function nearestFirst(rows: readonly VectorRow[], cosine: (vector: Float32Array) => number) {
  return rows
    .map(({ agent_id, text, vector }) => ({ agent_id, text, cosine: cosine(fromBlob(vector)) }))
    .sort((a, b) => b.cosine - a.cosine)
}
