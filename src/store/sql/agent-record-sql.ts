export const AGENT_RECORD_SQL = {
  get: 'SELECT * FROM agent_metrics WHERE agent_id = ?',
  getAll: 'SELECT * FROM agent_metrics WHERE agent_id IN (SELECT value FROM json_each(?))',
  // Once per attempt: a replay after a crash finds it done.
  mark: `UPDATE subtasks SET credited_attempt = @attempt
    WHERE run_id = @run_id AND subtask_id = @subtask_id AND credited_attempt < @attempt`,
  credited: 'SELECT subtask_id, credited_attempt FROM subtasks WHERE run_id = ?',
  addUse: `INSERT INTO agent_uses (agent_id, run_id, subtask_id, attempt, outcome, reason, ms, input_tokens, output_tokens, cost_usd,
      tool_calls, tool_failures, at)
    VALUES (@agent_id, @run_id, @subtask_id, @attempt, @outcome, @reason, @ms, @input_tokens, @output_tokens, @cost_usd,
      @tool_calls, @tool_failures, @at)`,
  prune: `DELETE FROM agent_uses WHERE agent_id = @agent_id
    AND use_id <= (SELECT use_id FROM agent_uses WHERE agent_id = @agent_id ORDER BY use_id DESC LIMIT 1 OFFSET @kept)`,
  sum: `INSERT INTO agent_metrics (agent_id, runs, successes, failures, excused, total_ms, input_tokens, output_tokens, model_calls,
      unmetered_calls, cost_usd, unpriced_calls, tool_calls, tool_failures, last_used_at)
    VALUES (@agent_id, 1, @success, @failure, @excuse, @ms, @input_tokens, @output_tokens, @model_calls,
      @unmetered_calls, @known_usd, @unpriced_calls, @tool_calls, @tool_failures, @at)
    ON CONFLICT (agent_id) DO UPDATE SET runs = runs + 1, successes = successes + excluded.successes, failures = failures + excluded.failures,
      excused = excused + excluded.excused, total_ms = total_ms + excluded.total_ms, input_tokens = input_tokens + excluded.input_tokens,
      output_tokens = output_tokens + excluded.output_tokens, model_calls = model_calls + excluded.model_calls,
      unmetered_calls = unmetered_calls + excluded.unmetered_calls, cost_usd = cost_usd + excluded.cost_usd,
      unpriced_calls = unpriced_calls + excluded.unpriced_calls, tool_calls = tool_calls + excluded.tool_calls,
      tool_failures = tool_failures + excluded.tool_failures, last_used_at = excluded.last_used_at`,
  judged: `SELECT outcome, run_id FROM agent_uses WHERE agent_id = ? AND outcome <> 'excused'
    AND use_id > (SELECT window_from FROM agent_metrics WHERE agent_metrics.agent_id = agent_uses.agent_id) ORDER BY use_id DESC LIMIT ?`,
  recent: `UPDATE agent_metrics SET recent_successes = @successes, recent_failures = @failures WHERE agent_id = @agent_id`,
  uses: 'SELECT * FROM agent_uses WHERE agent_id = ? ORDER BY use_id DESC LIMIT ?',
  degrade: `UPDATE agent_metrics SET degraded_at = @now, degraded_reason = @reason, degraded_digest = @digest
    WHERE agent_id = @agent_id AND degraded_at IS NULL`,
  restore: `UPDATE agent_metrics SET degraded_at = NULL, degraded_reason = NULL, degraded_digest = NULL, recent_successes = 0, recent_failures = 0,
      window_from = (SELECT COALESCE(MAX(use_id), 0) FROM agent_uses)
    WHERE agent_id = ? AND degraded_at IS NOT NULL`,
  stillDegraded: 'UPDATE agent_metrics SET degraded_digest = @digest WHERE agent_id = @agent_id AND degraded_at IS NOT NULL',
  degraded: 'SELECT agent_id, degraded_digest FROM agent_metrics WHERE degraded_at IS NOT NULL',
  rowStatus: 'UPDATE agents SET status = @to WHERE agent_id = @agent_id AND status = @from',
  forgetUses: 'DELETE FROM agent_uses WHERE agent_id = ?',
  forget: 'DELETE FROM agent_metrics WHERE agent_id = ?',
  forgetTrials: 'DELETE FROM agent_trials WHERE agent_id = ?',
  forgetGenomes: 'DELETE FROM agent_genomes WHERE agent_id = ?',
  moveTrials: 'UPDATE agent_trials SET agent_id = @to WHERE agent_id = @from',
  moveGenomes: 'UPDATE agent_genomes SET agent_id = @to WHERE agent_id = @from',
  moveUses: 'UPDATE agent_uses SET agent_id = @to WHERE agent_id = @from',
  move: 'UPDATE agent_metrics SET agent_id = @to WHERE agent_id = @from',
  // Ids of agents have no @: these are the records of deleted ones.
  oldestAside: `SELECT agent_id FROM agent_metrics WHERE agent_id LIKE '%@%' ORDER BY last_used_at DESC LIMIT -1 OFFSET ?`,
} as const
