/** Evolution, where a person has switched it on. */
export const agentGenomes = `
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

CREATE INDEX agent_genomes_by_agent ON agent_genomes (agent_id, state);
CREATE UNIQUE INDEX agent_genomes_current ON agent_genomes (agent_id, state) WHERE state IN ('champion', 'challenger');

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

CREATE INDEX agent_trials_by_genome ON agent_trials (genome_id, trial_id);
CREATE INDEX agent_trials_by_agent ON agent_trials (agent_id, trial_id);
`
