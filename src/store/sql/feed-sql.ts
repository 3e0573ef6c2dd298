const OPEN = `status IN ('running', 'queued')`

export const FEED_SQL = {
  version: 'PRAGMA data_version',
  head: `SELECT (SELECT COALESCE(MAX(id), 0) FROM events) AS event, (SELECT COALESCE(MAX(n), 0) FROM audit) AS audit`,
  hashAt: 'SELECT hash FROM audit WHERE n = ?',
  // What is too large for everybody is not even read.
  events: `SELECT id, run_id, seq, at, actor, type, subtask_id, attempt, octet_length(data) AS bytes,
    CASE WHEN octet_length(data) <= @largest THEN data END AS data FROM events WHERE id > @after ORDER BY id LIMIT @limit`,
  actions: 'SELECT n, action, run_id FROM audit WHERE n > @after ORDER BY n LIMIT @limit',
  openRuns: `SELECT run_id, epoch FROM runs WHERE ${OPEN}`,
  history:
    'SELECT run_id, seq, at, actor, type, subtask_id, attempt, data FROM events WHERE run_id = @run_id AND seq > @after ORDER BY seq LIMIT @limit',
} as const
