/** What each use of an agent came to, the newest of each; the sums beside them outlive these rows and the agent's folder. */
export const agentUses = `
ALTER TABLE subtasks ADD COLUMN credited_attempt INTEGER NOT NULL DEFAULT 0;
UPDATE subtasks SET credited_attempt = attempt
  WHERE EXISTS (SELECT 1 FROM events e WHERE e.run_id = subtasks.run_id AND e.subtask_id = subtasks.subtask_id AND e.type = 'agent.credited');

CREATE TABLE agent_uses (
  use_id INTEGER PRIMARY KEY AUTOINCREMENT,
  agent_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  subtask_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('success', 'failure', 'excused')),
  reason TEXT,
  ms REAL NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_usd REAL,
  tool_calls INTEGER NOT NULL,
  tool_failures INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX agent_uses_by_agent ON agent_uses (agent_id, use_id);

ALTER TABLE agent_metrics RENAME TO agent_metrics_before;

CREATE TABLE agent_metrics (
  agent_id TEXT PRIMARY KEY,
  runs INTEGER NOT NULL DEFAULT 0,
  successes INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  excused INTEGER NOT NULL DEFAULT 0,
  total_ms REAL NOT NULL DEFAULT 0,
  input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  model_calls INTEGER NOT NULL DEFAULT 0,
  unmetered_calls INTEGER NOT NULL DEFAULT 0,
  cost_usd REAL NOT NULL DEFAULT 0,
  unpriced_calls INTEGER NOT NULL DEFAULT 0,
  tool_calls INTEGER NOT NULL DEFAULT 0,
  tool_failures INTEGER NOT NULL DEFAULT 0,
  recent_successes INTEGER NOT NULL DEFAULT 0,
  recent_failures INTEGER NOT NULL DEFAULT 0,
  window_from INTEGER NOT NULL DEFAULT 0,
  degraded_at INTEGER,
  degraded_reason TEXT,
  degraded_digest TEXT,
  last_used_at INTEGER
) STRICT;

INSERT INTO agent_uses (agent_id, run_id, subtask_id, attempt, outcome, ms, input_tokens, output_tokens, cost_usd, tool_calls, tool_failures, at)
  SELECT agent_id, run_id, subtask_id, attempt, CASE success WHEN 1 THEN 'success' ELSE 'failure' END, ms, input_tokens, output_tokens,
    CASE WHEN input_tokens + output_tokens > 0 THEN NULL ELSE 0.0 END, tool_calls, 0, at
  FROM (
    SELECT json_extract(e.data, '$.agent_id') AS agent_id, e.run_id, e.subtask_id, s.attempt, json_extract(e.data, '$.success') AS success,
      CAST(json_extract(e.data, '$.duration_ms') AS REAL) AS ms, json_extract(e.data, '$.input_tokens') AS input_tokens,
      json_extract(e.data, '$.output_tokens') AS output_tokens, json_extract(e.data, '$.tool_calls') AS tool_calls,
      CAST(strftime('%s', e.at) AS INTEGER) * 1000 AS at, e.id,
      row_number() OVER (PARTITION BY json_extract(e.data, '$.agent_id') ORDER BY e.id DESC) AS newest
    FROM events e JOIN subtasks s ON s.run_id = e.run_id AND s.subtask_id = e.subtask_id WHERE e.type = 'agent.credited'
  ) WHERE newest <= 50 ORDER BY id;

INSERT INTO agent_metrics (agent_id, runs, successes, failures, total_ms, input_tokens, output_tokens, unpriced_calls, last_used_at)
  SELECT agent_id, runs, successes, runs - successes, total_ms, input_tokens, output_tokens,
    CASE WHEN input_tokens + output_tokens > 0 THEN runs ELSE 0 END, last_used_at
  FROM agent_metrics_before;

UPDATE agent_metrics SET
  recent_successes = (SELECT count(*) FROM agent_uses u WHERE u.agent_id = agent_metrics.agent_id AND outcome = 'success'),
  recent_failures = (SELECT count(*) FROM agent_uses u WHERE u.agent_id = agent_metrics.agent_id AND outcome = 'failure');

DROP TABLE agent_metrics_before;
`
