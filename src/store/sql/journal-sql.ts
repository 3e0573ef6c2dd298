export const JOURNAL_SQL = {
  request: `INSERT INTO journal (run_id, seq, subtask_id, attempt, kind, request_hash, occurrence, request, state, at)
    VALUES (@run_id, (SELECT COALESCE(MAX(seq), 0) + 1 FROM journal WHERE run_id = @run_id), @subtask_id, @attempt, @kind, @request_hash, @occurrence,
      @request, 'requested', @now) ON CONFLICT (run_id, subtask_id, attempt, request_hash, occurrence) DO NOTHING RETURNING *`,
  decide: `UPDATE journal SET state = 'decided', decision = @value, at = @now
    WHERE run_id = @run_id AND seq = @seq AND state IN ('requested', 'decided') RETURNING *`,
  start: `UPDATE journal SET state = 'started', effect = @value, at = @now
    WHERE run_id = @run_id AND seq = @seq AND state IN ('requested', 'decided', 'started') RETURNING *`,
  done: `UPDATE journal SET state = 'done', response = @value, at = @now
    WHERE run_id = @run_id AND seq = @seq AND state IN ('requested', 'decided', 'started') RETURNING *`,
  get: 'SELECT * FROM journal WHERE run_id = ? AND seq = ?',
  find: `SELECT * FROM journal WHERE run_id = @run_id AND subtask_id = @subtask_id AND attempt = @attempt AND request_hash = @request_hash
    AND occurrence = @occurrence`,
  list: 'SELECT * FROM journal WHERE run_id = @run_id AND subtask_id = @subtask_id AND attempt = @attempt ORDER BY seq',
  listRun: 'SELECT * FROM journal WHERE run_id = ? ORDER BY seq',
} as const
