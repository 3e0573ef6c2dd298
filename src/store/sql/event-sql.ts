export const EVENT_SQL = {
  insert: `INSERT INTO events (run_id, seq, at, actor, type, subtask_id, attempt, data)
    VALUES (@run_id, (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE run_id = @run_id), @at, @actor, @type, @subtask_id, @attempt, @data)
    RETURNING seq`,
  list: 'SELECT * FROM events WHERE run_id = @run_id AND seq > @after_seq ORDER BY seq LIMIT @limit',
  ofType: 'SELECT * FROM events WHERE run_id = @run_id AND type = @type ORDER BY seq',
  lastSeq: 'SELECT COALESCE(MAX(seq), 0) AS seq FROM events WHERE run_id = ?',
  owner: 'SELECT owner_pid AS pid, owner_host AS host FROM runs WHERE run_id = ?',
} as const
