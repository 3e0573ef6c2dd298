export const VECTOR_SQL = {
  embedder: 'SELECT * FROM embedders WHERE model = ?',
  embedderById: 'SELECT * FROM embedders WHERE embedder_id = ?',
  addEmbedder: 'INSERT INTO embedders (model, dim) VALUES (@model, @dim) RETURNING *',
  removeEmbedder: 'DELETE FROM embedders WHERE embedder_id = ?',
  markStale: 'UPDATE embedders SET index_stale = @stale WHERE embedder_id = @embedder_id',
  embedding: 'SELECT embedding_id, centroid FROM agent_embeddings WHERE embedder_id = @embedder_id AND agent_id = @agent_id',
  putEmbedding: `INSERT INTO agent_embeddings (agent_id, embedder_id, digest, centroid) VALUES (@agent_id, @embedder_id, @digest, @centroid)
    ON CONFLICT (embedder_id, agent_id) DO UPDATE SET digest = excluded.digest RETURNING embedding_id`,
  setCentroid: 'UPDATE agent_embeddings SET centroid = @centroid, cohesion = @cohesion WHERE embedding_id = @embedding_id',
  embeddingsOfAgent: 'SELECT embedding_id, embedder_id FROM agent_embeddings WHERE agent_id = ?',
  centroids: 'SELECT embedding_id, agent_id, centroid, cohesion FROM agent_embeddings WHERE embedder_id = ?',
  digests: `SELECT agent_id, agent_embeddings.digest FROM agent_embeddings JOIN embedders USING (embedder_id) WHERE model = ?`,
  clearVectors: 'DELETE FROM agent_vectors WHERE embedding_id = ?',
  addVector: 'INSERT INTO agent_vectors (embedding_id, kind, text, vector) VALUES (@embedding_id, @kind, @text, @vector)',
  dropSameText: 'DELETE FROM agent_vectors WHERE embedding_id = @embedding_id AND kind = @kind AND text = @text',
  dropOldTasks: `DELETE FROM agent_vectors WHERE embedding_id = @embedding_id AND kind = 'task_done' AND vector_id NOT IN
    (SELECT vector_id FROM agent_vectors WHERE embedding_id = @embedding_id AND kind = 'task_done' ORDER BY vector_id DESC LIMIT @keep)`,
  learned: `SELECT text FROM agent_vectors JOIN agent_embeddings USING (embedding_id) WHERE agent_id = @agent_id AND kind = 'task_done'
    GROUP BY text ORDER BY max(vector_id) DESC LIMIT @keep`,
  vectors: 'SELECT vector FROM agent_vectors WHERE embedding_id = ?',
} as const

const OF_AGENTS = 'WHERE embedder_id = @embedder_id AND agent_id IN (SELECT value FROM json_each(@agent_ids))'
const VECTORS = 'FROM agent_embeddings JOIN agent_vectors USING (embedding_id)'

/** Agents with their vectors, to be compared by the caller. */
export const PLAIN_MATCH_SQL = {
  centroids: `SELECT agent_id, cohesion, centroid FROM agent_embeddings ${OF_AGENTS}`,
  vectors: `SELECT agent_id, text, vector ${VECTORS} ${OF_AGENTS}`,
} as const

/** Compared by sqlite-vec: the vectors stay where they are. A zero vector has no distance. */
export const VEC_MATCH_SQL = {
  nearest: `SELECT agent_id, coalesce(1 - vec_distance_cosine(centroid, @query), 0) AS cosine FROM agent_embeddings
    WHERE embedding_id IN (SELECT value FROM json_each(@embedding_ids)) ORDER BY cosine DESC LIMIT @limit`,
  // The text comes from the row of the largest cosine: SQLite takes bare columns beside max() from there.
  match: `SELECT agent_id, cohesion, coalesce(1 - vec_distance_cosine(centroid, @query), 0) AS centroid, cosines, closest FROM
    (SELECT embedding_id, text AS closest, max(cosine), json_group_array(cosine) AS cosines FROM
      (SELECT embedding_id, text, coalesce(1 - vec_distance_cosine(vector, @query), 0) AS cosine ${VECTORS} ${OF_AGENTS}) GROUP BY embedding_id)
    JOIN agent_embeddings USING (embedding_id)`,
} as const

/** One vec0 table per embedder, since its dimension is part of the schema. Derived from agent_embeddings: it can be dropped and built again. */
export function vectorIndexSql(embedder_id: number, dim: number) {
  const table = `agent_index_${Math.trunc(embedder_id)}`
  return {
    create: `CREATE VIRTUAL TABLE IF NOT EXISTS ${table} USING vec0 (coarse int8[${Math.trunc(dim)}])`,
    drop: `DROP TABLE IF EXISTS ${table}`,
    insert: `INSERT INTO ${table} (rowid, coarse) VALUES (?, vec_int8(?))`,
    remove: `DELETE FROM ${table} WHERE rowid = ?`,
    nearest: `SELECT rowid AS embedding_id FROM ${table} WHERE coarse MATCH vec_int8(@coarse) AND k = @k`,
  } as const
}
