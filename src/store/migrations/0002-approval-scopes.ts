/** Approvals reach further (window, always) and carry what the host knows about the call. SQLite changes a CHECK only with the table. */
export const approvalScopes = `
CREATE TABLE approvals_next (
  id INTEGER PRIMARY KEY,
  approval_id TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
  subtask_id TEXT,
  attempt INTEGER,
  agent_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('tool', 'create_agent', 'api', 'question')),
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

INSERT INTO approvals_next (id, approval_id, run_id, subtask_id, attempt, agent_id, kind, args_hash, args, summary, why, claim, options, facts, status, scope,
    decided_by, note, answer, consumed, created_at, expires_at, decided_at)
  SELECT a.id, approval_id, a.run_id, subtask_id, attempt, agent_id, kind, args_hash, args, summary, why, claim, a.options,
    json_object('agent', NULL, 'where', json_object('folder', r.workspace, 'sandbox', 'unknown', 'host', NULL), 'effects', json('[]'), 'grant', NULL, 'announces', NULL, 'answer_within_ms', NULL),
    a.status, scope, decided_by, note, answer, consumed, a.created_at, a.expires_at, decided_at
  FROM approvals a JOIN runs r ON r.run_id = a.run_id;

DROP TABLE approvals;
ALTER TABLE approvals_next RENAME TO approvals;
CREATE INDEX approvals_by_status ON approvals (status, expires_at);
CREATE INDEX approvals_by_thing ON approvals (run_id, kind, args_hash);
`
