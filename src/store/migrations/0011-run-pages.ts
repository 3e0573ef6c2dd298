/** How hard a run was asked to stop, and indexes for looking among many runs: by agent, by tool, and what their models used. */
export const runPages = `
ALTER TABLE runs ADD COLUMN cancel_force INTEGER NOT NULL DEFAULT 0;
CREATE INDEX subtasks_by_agent ON subtasks (agent_id, run_id) WHERE agent_id IS NOT NULL;
CREATE INDEX journal_by_tool ON journal (json_extract(request, '$.tool'), run_id) WHERE kind = 'tool_call';
CREATE INDEX events_of_models ON events (run_id) WHERE type = 'model.finished';
`
