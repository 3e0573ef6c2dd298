export const SUBTASK_SQL = {
  count: 'SELECT COUNT(*) AS n FROM subtasks WHERE run_id = ?',
  insert: `INSERT INTO subtasks (run_id, subtask_id, position, spec, status) VALUES (@run_id, @subtask_id, @position, @spec, 'pending')
    ON CONFLICT (run_id, subtask_id) DO NOTHING`,
  get: 'SELECT * FROM subtasks WHERE run_id = ? AND subtask_id = ?',
  list: 'SELECT * FROM subtasks WHERE run_id = ? AND dropped IS NULL ORDER BY position',
  listAll: 'SELECT * FROM subtasks WHERE run_id = ? ORDER BY position',
  revise: 'UPDATE subtasks SET spec = @spec WHERE run_id = @run_id AND subtask_id = @subtask_id AND attempt = 0',
  update: `UPDATE subtasks SET status = @status, attempt = @attempt, agent_id = @agent_id, result = @result, artifacts = @artifacts, error = @error,
    dropped = @dropped, started_at = @started_at, ended_at = @ended_at WHERE run_id = @run_id AND subtask_id = @subtask_id`,
  startAttempt: `INSERT INTO attempts (run_id, subtask_id, attempt, agent_id, request, status, started_at)
    VALUES (@run_id, @subtask_id, @attempt, @agent_id, @request, 'running', @now) ON CONFLICT (run_id, subtask_id, attempt) DO NOTHING`,
  endAttempt: `UPDATE attempts SET status = @status, error = @error, ended_at = @now
    WHERE run_id = @run_id AND subtask_id = @subtask_id AND attempt = @attempt AND status = 'running'`,
  attempts: 'SELECT * FROM attempts WHERE run_id = ? AND subtask_id = ? ORDER BY attempt',
} as const
