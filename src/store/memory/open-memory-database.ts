import Database from 'better-sqlite3'
import { ClawError } from '../../kernel/claw-error.ts'

const SCHEMA = `
CREATE TABLE IF NOT EXISTS items (
  n INTEGER PRIMARY KEY,
  memory_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('fact', 'procedure', 'episode')),
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL,
  evidence TEXT NOT NULL,
  untrusted INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  embedder TEXT,
  vector BLOB
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS items_fts USING fts5(text, content='items', content_rowid='n', tokenize='porter unicode61');
CREATE TRIGGER IF NOT EXISTS items_added AFTER INSERT ON items BEGIN
  INSERT INTO items_fts (rowid, text) VALUES (new.n, new.text);
END;
CREATE TRIGGER IF NOT EXISTS items_removed AFTER DELETE ON items BEGIN
  INSERT INTO items_fts (items_fts, rowid, text) VALUES ('delete', old.n, old.text);
END;
`

/** Opens or creates the memory.db of one agent. Throws STORE_CORRUPT when the file is no database of ours. */
export function openMemoryDatabase(path: string): Database.Database {
  let db: Database.Database | undefined
  try {
    db = new Database(path)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('busy_timeout = 5000')
    db.exec(SCHEMA)
    addUntrusted(db)
    return db
  } catch (error) {
    db?.close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new ClawError('STORE_CORRUPT', `The agent memory ${path} cannot be opened: ${reason}`, {
      fix: 'Move the file away: the agent starts with an empty memory.',
      cause: error,
    })
  }
}

// A memory from before the mark was kept. Two processes may open it at once.
function addUntrusted(db: Database.Database): void {
  db.transaction(() => {
    const columns = db.pragma('table_info(items)') as readonly { readonly name: string }[]
    if (!columns.some(({ name }) => name === 'untrusted')) db.exec('ALTER TABLE items ADD COLUMN untrusted INTEGER NOT NULL DEFAULT 0')
  }).immediate()
}
