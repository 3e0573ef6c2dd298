/** What runs changed in files, with the images of before: `claw undo` is made from it. */
export const fileChanges = `
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

CREATE INDEX file_changes_by_run ON file_changes (run_id, id);

CREATE TABLE before_images (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX before_images_by_age ON before_images (kept_at);
`
