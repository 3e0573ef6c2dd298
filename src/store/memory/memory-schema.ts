export const MEMORY_VERSION = 2

/** memory.db. It has no trigger and no view: a file that was brought along with any is not ours. */
export const MEMORY_SCHEMA = `
CREATE TABLE items (
  n INTEGER PRIMARY KEY,
  memory_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('fact', 'procedure', 'episode')),
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  topic TEXT,
  run_id TEXT NOT NULL,
  subtask_id TEXT,
  attempt INTEGER,
  evidence TEXT NOT NULL,
  tool TEXT,
  seq INTEGER,
  untrusted INTEGER NOT NULL DEFAULT 0,
  private INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  superseded_by TEXT,
  superseded_at INTEGER,
  pinned INTEGER NOT NULL DEFAULT 0,
  uses INTEGER NOT NULL DEFAULT 0,
  last_recalled_at INTEGER,
  bytes INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX items_text ON items (text_hash) WHERE superseded_by IS NULL;
CREATE INDEX items_topic ON items (topic) WHERE topic IS NOT NULL;
CREATE INDEX items_expiry ON items (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX items_superseded ON items (superseded_at, superseded_by) WHERE superseded_at IS NOT NULL;
CREATE INDEX items_size ON items (bytes);
CREATE TABLE vectors (n INTEGER PRIMARY KEY, embedder TEXT NOT NULL, vector BLOB NOT NULL) STRICT;
CREATE TABLE writes (
  run_id TEXT NOT NULL,
  subtask_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  n INTEGER NOT NULL,
  memory_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (run_id, subtask_id, attempt, n)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE items_fts USING fts5 (terms, tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'");
INSERT INTO items_fts (items_fts, rank) VALUES ('secure-delete', 1);
`

/** What stands in a file of version 1: its table, whose last columns came later, its index, and triggers that keep the two alike. */
export const VERSION_1_SCHEMA: readonly RegExp[] = [
  /^CREATE TABLE items \(\s*n INTEGER PRIMARY KEY,\s*memory_id TEXT NOT NULL UNIQUE,[^()]*CHECK \(kind IN \('fact', 'procedure', 'episode'\)\),\s*text TEXT NOT NULL,\s*text_hash TEXT NOT NULL UNIQUE,\s*run_id TEXT NOT NULL,\s*evidence TEXT NOT NULL,[^()]*\) STRICT$/,
  /^CREATE VIRTUAL TABLE items_fts USING fts5\(text, content='items', content_rowid='n', tokenize='porter unicode61'\)$/,
  /^CREATE TRIGGER items_added AFTER INSERT ON items BEGIN\s*INSERT INTO items_fts \(rowid, text\) VALUES \(new\.n, new\.text\);\s*END$/,
  /^CREATE TRIGGER items_removed AFTER DELETE ON items BEGIN\s*INSERT INTO items_fts \(items_fts, rowid, text\) VALUES \('delete', old\.n, old\.text\);\s*END$/,
]
