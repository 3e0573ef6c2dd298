export const AUDIT_SQL = {
  last: 'SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1',
  hashAt: 'SELECT hash FROM audit WHERE n = ?',
  insert: `INSERT INTO audit (n, at, actor, action, run_id, subtask_id, agent_id, target, decision, rule, reason, args_hash, detail, prev_hash, hash)
    VALUES (@n, @at, @actor, @action, @run_id, @subtask_id, @agent_id, @target, @decision, @rule, @reason, @args_hash, @detail, @prev_hash, @hash)`,
  list: `SELECT * FROM audit WHERE n < @before AND (@run_id IS NULL OR run_id = @run_id) AND (@agent_id IS NULL OR agent_id = @agent_id)
    AND (@action IS NULL OR action = @action) AND (@decision IS NULL OR decision = @decision) ORDER BY n DESC LIMIT @limit`,
  walk: 'SELECT * FROM audit WHERE n > ? ORDER BY n LIMIT ?',
  beginRead: 'BEGIN',
  endRead: 'COMMIT',
} as const
