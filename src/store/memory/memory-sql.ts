const COLUMNS = [
  'memory_id',
  'kind',
  'text',
  'topic',
  'run_id',
  'subtask_id',
  'attempt',
  'evidence',
  'tool',
  'seq',
  'untrusted',
  'private',
  'created_at',
  'expires_at',
  'superseded_by',
  'superseded_at',
  'pinned',
  'uses',
  'last_recalled_at',
]
  .map((name) => `items.${name}`)
  .join(', ')

/** Never recalled otherwise. A pinned item does not expire. */
const LIVE = 'superseded_by IS NULL AND (expires_at IS NULL OR expires_at > @now OR pinned = 1)'
const FILTER = `(@kind IS NULL OR kind = @kind) AND (@run_id IS NULL OR run_id = @run_id) AND (@all = 1 OR (${LIVE}))`
/** The least useful first: what was superseded, then episodes before the rest, then what was learned or recalled longest ago, each use counting as a day. */
const LEAST_USEFUL =
  "ORDER BY superseded_by IS NULL, kind <> 'episode', COALESCE(last_recalled_at, created_at) + min(uses, 10) * 86400000, n"

export const MEMORY_SQL = {
  insert: `INSERT INTO items (memory_id, kind, text, text_hash, topic, run_id, subtask_id, attempt, evidence, tool, seq, untrusted, private, created_at,
      expires_at, bytes)
    VALUES (@memory_id, @kind, @text, @text_hash, @topic, @run_id, @subtask_id, @attempt, @evidence, @tool, @seq, @untrusted, @private, @created_at,
      @expires_at, @bytes) RETURNING n`,
  index: 'INSERT INTO items_fts (rowid, terms) VALUES (?, ?)',
  vector: 'INSERT OR REPLACE INTO vectors (n, embedder, vector) VALUES (?, ?, ?)',
  receipt: `INSERT INTO writes (run_id, subtask_id, attempt, n, memory_id, at) VALUES (@run_id, @subtask_id, @attempt, @n, @memory_id, @now)
    ON CONFLICT DO NOTHING`,
  written: 'SELECT memory_id FROM writes WHERE run_id = @run_id AND subtask_id = @subtask_id AND attempt = @attempt AND n = @n',
  supersede: 'UPDATE items SET superseded_by = @by, superseded_at = @now WHERE memory_id = @memory_id AND superseded_by IS NULL',
  supersededBy: `SELECT ${COLUMNS} FROM items WHERE superseded_at IS NOT NULL AND superseded_by = ?`,
  renew: 'UPDATE items SET expires_at = @expires_at WHERE memory_id = @memory_id',
  byHash: `SELECT ${COLUMNS} FROM items WHERE text_hash = ? AND superseded_by IS NULL`,
  nByHash: 'SELECT n FROM items WHERE text_hash = ? AND superseded_by IS NULL',
  byTopic: `SELECT ${COLUMNS} FROM items WHERE topic = ? AND superseded_by IS NULL`,
  byPrefix: `SELECT ${COLUMNS} FROM items WHERE memory_id >= @prefix AND memory_id < @prefix || 'g' LIMIT 6`,
  byTerms: `SELECT ${COLUMNS} FROM items_fts JOIN items ON items.n = items_fts.rowid
    WHERE items_fts MATCH @match AND ${LIVE} ORDER BY bm25(items_fts) LIMIT @limit`,
  byN: `SELECT ${COLUMNS}, items.n FROM items WHERE n = ?`,
  nearest: `SELECT vectors.n, vec_distance_cosine(vectors.vector, @blob) AS distance FROM vectors JOIN items ON items.n = vectors.n
    WHERE vectors.embedder = @embedder AND length(vectors.vector) = @bytes AND ${LIVE} ORDER BY distance LIMIT @limit`,
  vectors: `SELECT vectors.n, vectors.vector FROM vectors JOIN items ON items.n = vectors.n WHERE vectors.embedder = @embedder
    AND length(vectors.vector) = @bytes AND ${LIVE}`,
  vectorOf: `SELECT vectors.vector FROM vectors JOIN items ON items.n = vectors.n
    WHERE items.memory_id = @memory_id AND vectors.embedder = @embedder AND length(vectors.vector) = @bytes`,
  withoutVector: `SELECT items.n, items.text FROM items LEFT JOIN vectors ON vectors.n = items.n
    WHERE (vectors.embedder IS NULL OR vectors.embedder <> @embedder) AND ${LIVE} ORDER BY items.n DESC LIMIT @limit`,
  page: `SELECT ${COLUMNS}, items.n FROM items WHERE ${FILTER} AND (@after_n IS NULL OR pinned < @after_pinned OR (pinned = @after_pinned AND n < @after_n))
    ORDER BY pinned DESC, n DESC LIMIT @limit`,
  some: `SELECT n, memory_id FROM items WHERE ${FILTER}`,
  oneN: 'SELECT n, memory_id FROM items WHERE memory_id = ?',
  counts: `SELECT kind, count(*) AS items, sum(pinned) AS pinned FROM items WHERE ${LIVE} GROUP BY kind`,
  size: 'SELECT count(*) AS items, COALESCE(sum(bytes), 0) AS bytes FROM items',
  pin: 'UPDATE items SET pinned = @pinned WHERE memory_id = @memory_id',
  touch: 'UPDATE items SET uses = uses + 1, last_recalled_at = @now WHERE memory_id = @memory_id',
  dead: `SELECT n FROM items WHERE pinned = 0 AND ((expires_at IS NOT NULL AND expires_at <= @now) OR (superseded_at IS NOT NULL AND superseded_at <= @before))`,
  leastUseful: `SELECT n, bytes FROM items WHERE pinned = 0 ${LEAST_USEFUL} LIMIT 500`,
  removeItem: 'DELETE FROM items WHERE n = ?',
  removeIndex: 'DELETE FROM items_fts WHERE rowid = ?',
  removeVector: 'DELETE FROM vectors WHERE n = ?',
  receipts: 'SELECT count(*) AS receipts FROM writes',
  oldReceipts: 'DELETE FROM writes WHERE at < ?',
  olderReceipts: `DELETE FROM writes WHERE (run_id, subtask_id, attempt, n) NOT IN
    (SELECT run_id, subtask_id, attempt, n FROM writes ORDER BY at DESC LIMIT ?)`,
} as const
