/** What was asked to be made under a key, and the answer: the same key never makes two things. */
export const creations = `
CREATE TABLE creations (
  key TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  answer TEXT,
  owner_pid INTEGER NOT NULL,
  owner_start TEXT NOT NULL,
  owner_host TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX creations_by_age ON creations (created_at);
`
