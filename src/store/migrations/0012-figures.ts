/** Indexes that hold all that the figures over time are made of, so that no event, request or result has to be read for them. */
export const figures = `
CREATE INDEX events_model_use ON events (at, json_extract(data, '$.ok'), json_extract(data, '$.replayed'),
  json_extract(data, '$.usage.input_tokens'), json_extract(data, '$.usage.output_tokens'), json_extract(data, '$.cost_usd'))
  WHERE type = 'model.finished';
CREATE INDEX events_tool_use ON events (at, json_extract(data, '$.ok'), json_extract(data, '$.replayed'), json_extract(data, '$.tool'),
  json_extract(data, '$.error.code'), run_id) WHERE type = 'tool.finished';
CREATE INDEX events_of_stages ON events (type, at, json_extract(data, '$.verdict'))
  WHERE type IN ('task.ingested', 'plan.created', 'plan.rejected', 'route.decided', 'subtask.judged', 'synthesis.finished');
CREATE INDEX attempts_by_end ON attempts (ended_at, agent_id, status, json_extract(error, '$.code'), run_id) WHERE ended_at IS NOT NULL;
CREATE INDEX runs_by_end ON runs (ended_at, status, created_at, json_extract(error, '$.code'), run_id) WHERE ended_at IS NOT NULL;
CREATE INDEX approvals_by_time ON approvals (created_at, decided_at, status);
CREATE INDEX approvals_by_decision ON approvals (decided_at, created_at, status) WHERE decided_at IS NOT NULL;
`
