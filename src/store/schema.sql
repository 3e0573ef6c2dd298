-- The schema of registry.db, compared with the live one by tests/store/schema.test.ts.
PRAGMA user_version = 14;

CREATE TABLE agent_embeddings (
  embedding_id INTEGER PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agents (agent_id) ON DELETE CASCADE,
  embedder_id INTEGER NOT NULL REFERENCES embedders (embedder_id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  centroid BLOB NOT NULL, cohesion REAL,
  UNIQUE (embedder_id, agent_id)
) STRICT;

CREATE TABLE agent_forms (
  agent_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  manifest TEXT NOT NULL,
  skill_digest TEXT NOT NULL
) STRICT;

CREATE TABLE agent_genomes (
  genome_id INTEGER PRIMARY KEY AUTOINCREMENT,
  agent_id TEXT NOT NULL,
  parent_id INTEGER,
  generation INTEGER NOT NULL,
  genome TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('champion', 'challenger', 'replaced', 'dropped')),
  reason TEXT NOT NULL,
  fitness REAL,
  trials INTEGER NOT NULL DEFAULT 0,
  after_trial INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

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

CREATE TABLE agent_trials (
  trial_id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL,
  subtask_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  genome_id INTEGER NOT NULL,
  genome TEXT NOT NULL,
  state TEXT NOT NULL,
  fitness REAL,
  UNIQUE (run_id, subtask_id, attempt),
  FOREIGN KEY (run_id, subtask_id, attempt) REFERENCES attempts (run_id, subtask_id, attempt) ON DELETE CASCADE
) STRICT;

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

CREATE TABLE agent_vectors (
  vector_id INTEGER PRIMARY KEY,
  embedding_id INTEGER NOT NULL REFERENCES agent_embeddings (embedding_id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('centroid', 'description', 'example', 'task_done')),
  text TEXT NOT NULL,
  vector BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE agent_words USING fts5 (name, description, tags, examples, tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TABLE agents (
  id INTEGER PRIMARY KEY,
  agent_id TEXT NOT NULL UNIQUE,
  folder TEXT NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  tags TEXT NOT NULL,
  tools TEXT NOT NULL,
  skills TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'degraded', 'broken')),
  problem TEXT,
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE agents_disabled (
  agent_id TEXT PRIMARY KEY,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE "approvals" (
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

CREATE TABLE attempts (
  run_id TEXT NOT NULL,
  subtask_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  request TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'succeeded', 'failed')),
  error TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (run_id, subtask_id, attempt),
  FOREIGN KEY (run_id, subtask_id) REFERENCES subtasks (run_id, subtask_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  run_id TEXT,
  subtask_id TEXT,
  agent_id TEXT,
  target TEXT NOT NULL,
  decision TEXT,
  rule TEXT,
  reason TEXT,
  args_hash TEXT,
  detail TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE before_images (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE capsule_jobs (
  id INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL,
  subtask_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  place INTEGER NOT NULL,
  token INTEGER NOT NULL DEFAULT 0,
  worker TEXT,
  lease_until INTEGER,
  reason TEXT,
  UNIQUE (run_id, subtask_id, attempt)
) STRICT;

CREATE TABLE creations (
  key TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  answer TEXT,
  owner_pid INTEGER NOT NULL,
  owner_start TEXT NOT NULL,
  owner_host TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE embedders (
  embedder_id INTEGER PRIMARY KEY AUTOINCREMENT,
  model TEXT NOT NULL UNIQUE,
  dim INTEGER NOT NULL CHECK (dim > 0),
  index_stale INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  type TEXT NOT NULL,
  subtask_id TEXT,
  attempt INTEGER,
  data TEXT NOT NULL,
  UNIQUE (run_id, seq)
) STRICT;

CREATE TABLE file_changes (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
  subtask_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('write', 'append', 'edit', 'move', 'mkdir', 'delete')),
  path TEXT NOT NULL,
  to_path TEXT,
  before_kind TEXT NOT NULL,
  before_sha256 TEXT,
  before_mode INTEGER,
  before TEXT NOT NULL,
  after_sha256 TEXT,
  after TEXT NOT NULL,
  image TEXT,
  note TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'made' CHECK (state IN ('made', 'undoing', 'undone')),
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;

CREATE TABLE journal (
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  subtask_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tool_call', 'model_call', 'memory_query', 'api_call', 'ask_user', 'delegate')),
  request_hash TEXT NOT NULL,
  occurrence INTEGER NOT NULL CHECK (occurrence >= 1),
  request TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'decided', 'started', 'done')),
  decision TEXT,
  effect TEXT,
  response TEXT NOT NULL DEFAULT 'null',
  at INTEGER NOT NULL,
  PRIMARY KEY (run_id, seq),
  UNIQUE (run_id, subtask_id, attempt, request_hash, occurrence)
) STRICT;

CREATE TABLE refs (
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
  subtask_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, subtask_id, sha256)
) STRICT;

CREATE TABLE registry_marks (
  mark TEXT PRIMARY KEY
) STRICT;

CREATE TABLE runs (
  run_id TEXT PRIMARY KEY,
  task TEXT NOT NULL,
  session_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  origin TEXT NOT NULL,
  idempotency_key TEXT UNIQUE,
  workspace TEXT NOT NULL,
  engine TEXT NOT NULL CHECK (engine IN ('rules', 'model', 'mixed')),
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'waiting', 'interrupted', 'completed', 'partial', 'failed', 'denied', 'cancelled')),
  waiting_reason TEXT CHECK (waiting_reason IN ('approval', 'answer', 'in_doubt')),
  options TEXT NOT NULL,
  result TEXT NOT NULL DEFAULT 'null',
  error TEXT,
  exit_code INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  ended_at INTEGER,
  owner_pid INTEGER,
  owner_start TEXT,
  owner_host TEXT,
  heartbeat_at INTEGER,
  epoch INTEGER NOT NULL DEFAULT 0,
  cancel_requested_by TEXT,
  claw_version TEXT NOT NULL
, cancel_force INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE TABLE subtasks (
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE,
  subtask_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  spec TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'waiting', 'succeeded', 'failed', 'skipped')),
  attempt INTEGER NOT NULL DEFAULT 0,
  agent_id TEXT,
  result TEXT NOT NULL DEFAULT 'null',
  artifacts TEXT NOT NULL DEFAULT '[]',
  error TEXT,
  started_at INTEGER,
  ended_at INTEGER, credited_attempt INTEGER NOT NULL DEFAULT 0, dropped TEXT CHECK (dropped IN ('replan', 'person')),
  PRIMARY KEY (run_id, subtask_id)
) STRICT;

CREATE INDEX agent_embeddings_by_agent ON agent_embeddings (agent_id);

CREATE INDEX agent_genomes_by_agent ON agent_genomes (agent_id, state);

CREATE UNIQUE INDEX agent_genomes_current ON agent_genomes (agent_id, state) WHERE state IN ('champion', 'challenger');

CREATE INDEX agent_trials_by_agent ON agent_trials (agent_id, trial_id);

CREATE INDEX agent_trials_by_genome ON agent_trials (genome_id, trial_id);

CREATE INDEX agent_uses_by_agent ON agent_uses (agent_id, use_id);

CREATE INDEX agent_vectors_by_embedding ON agent_vectors (embedding_id);

CREATE INDEX approvals_by_decision ON approvals (decided_at, created_at, status) WHERE decided_at IS NOT NULL;

CREATE INDEX approvals_by_status ON approvals (status, expires_at);

CREATE INDEX approvals_by_thing ON approvals (run_id, kind, args_hash);

CREATE INDEX approvals_by_time ON approvals (created_at, decided_at, status);

CREATE INDEX attempts_by_end ON attempts (ended_at, agent_id, status, json_extract(error, '$.code'), run_id) WHERE ended_at IS NOT NULL;

CREATE INDEX audit_by_run ON audit (run_id) WHERE run_id IS NOT NULL;

CREATE INDEX before_images_by_age ON before_images (kept_at);

CREATE INDEX capsule_jobs_by_state ON capsule_jobs (state, place);

CREATE INDEX creations_by_age ON creations (created_at);

CREATE INDEX events_model_use ON events (at, json_extract(data, '$.ok'), json_extract(data, '$.replayed'),
  json_extract(data, '$.usage.input_tokens'), json_extract(data, '$.usage.output_tokens'), json_extract(data, '$.cost_usd'))
  WHERE type = 'model.finished';

CREATE INDEX events_of_costs ON events (run_id, json_extract(data, '$.cost_usd')) WHERE type = 'model.finished';

CREATE INDEX events_of_models ON events (run_id) WHERE type = 'model.finished';

CREATE INDEX events_of_stages ON events (type, at, json_extract(data, '$.verdict'))
  WHERE type IN ('task.ingested', 'plan.created', 'plan.rejected', 'route.decided', 'subtask.judged', 'synthesis.finished');

CREATE INDEX events_tool_use ON events (at, json_extract(data, '$.ok'), json_extract(data, '$.replayed'), json_extract(data, '$.tool'),
  json_extract(data, '$.error.code'), run_id) WHERE type = 'tool.finished';

CREATE INDEX file_changes_by_run ON file_changes (run_id, id);

CREATE INDEX journal_by_tool ON journal (json_extract(request, '$.tool'), run_id) WHERE kind = 'tool_call';

CREATE INDEX runs_by_end ON runs (ended_at, status, created_at, json_extract(error, '$.code'), run_id) WHERE ended_at IS NOT NULL;

CREATE INDEX runs_by_session ON runs (session_id, created_at);

CREATE INDEX runs_by_status ON runs (status);

CREATE INDEX runs_by_time ON runs (created_at);

CREATE INDEX subtasks_by_agent ON subtasks (agent_id, run_id) WHERE agent_id IS NOT NULL;

CREATE TRIGGER audit_in_order BEFORE INSERT ON audit WHEN NEW.n IS NOT (SELECT COALESCE(MAX(n), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER journal_answers_stay BEFORE UPDATE ON journal WHEN OLD.state = 'done'
BEGIN SELECT RAISE(ABORT, 'an answered journal entry never changes'); END;
