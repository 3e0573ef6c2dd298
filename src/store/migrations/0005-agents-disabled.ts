/** Who is given no work until somebody enables it again: no part of the index, which is made anew from the folders. */
export const agentsDisabled = `
CREATE TABLE agents_disabled (
  agent_id TEXT PRIMARY KEY,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`
