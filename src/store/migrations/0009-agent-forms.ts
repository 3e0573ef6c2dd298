/** What each agent was when a run last began: what changed since is told at the next one. */
export const agentForms = `
CREATE TABLE agent_forms (
  agent_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  manifest TEXT NOT NULL,
  skill_digest TEXT NOT NULL
) STRICT;
`
