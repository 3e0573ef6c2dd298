/** A plan may be revised (what was dropped stays as a record) and asked for. SQLite changes a CHECK only with the table. */
export const plans = `
ALTER TABLE subtasks ADD COLUMN dropped TEXT CHECK (dropped IN ('replan', 'person'));

CREATE TABLE approvals_next (
  id INTEGER PRIMARY KEY,
  approval_id TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
  subtask_id TEXT,
  attempt INTEGER,
  agent_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('tool', 'create_agent', 'api', 'question', 'plan')),
  args_hash TEXT NOT NULL,
  args TEXT NOT NULL,
  summary TEXT NOT NULL,
  why TEXT NOT NULL,
  claim TEXT NOT NULL,
  options TEXT NOT NULL,
  facts TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'denied', 'expired', 'answered')),
  scope TEXT CHECK (scope IN ('once', 'run', 'window', 'always')),
  decided_by TEXT,
  note TEXT,
  answer TEXT,
  consumed INTEGER NOT NULL DEFAULT 0,
  spent INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decided_at INTEGER
) STRICT;
INSERT INTO approvals_next SELECT id, approval_id, run_id, subtask_id, attempt, agent_id, kind, args_hash, args, summary, why, claim, options, facts, status,
    scope, decided_by, note, answer, consumed, spent, created_at, expires_at, decided_at FROM approvals;
DROP TABLE approvals;
ALTER TABLE approvals_next RENAME TO approvals;
CREATE INDEX approvals_by_status ON approvals (status, expires_at);
CREATE INDEX approvals_by_thing ON approvals (run_id, kind, args_hash);
`
