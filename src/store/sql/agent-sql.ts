const READ = 'SELECT agents.*, agent_id IN (SELECT agent_id FROM agents_disabled) AS disabled FROM agents'

export const AGENT_SQL = {
  put: `INSERT INTO agents (agent_id, folder, source, name, description, tags, tools, skills, status, problem, digest)
    VALUES (@agent_id, @folder, @source, @name, @description, @tags, @tools, @skills, @status, @problem, @digest)
    ON CONFLICT (agent_id) DO UPDATE SET folder = excluded.folder, source = excluded.source, name = excluded.name, description = excluded.description,
      tags = excluded.tags, tools = excluded.tools, skills = excluded.skills, status = excluded.status, problem = excluded.problem, digest = excluded.digest
    RETURNING id`,
  get: `${READ} WHERE agent_id = ?`,
  getAll: `${READ} WHERE agent_id IN (SELECT value FROM json_each(?))`,
  list: `${READ} ORDER BY agent_id LIMIT ?`,
  remove: 'DELETE FROM agents WHERE agent_id = ?',
  disable: 'INSERT INTO agents_disabled (agent_id, by, at) VALUES (@agent_id, @by, @now) ON CONFLICT DO NOTHING',
  enable: 'DELETE FROM agents_disabled WHERE agent_id = ?',
  disabled: 'SELECT agent_id FROM agents_disabled',
  removeWords: 'DELETE FROM agent_words WHERE rowid = ?',
  putWords: 'INSERT INTO agent_words (rowid, name, description, tags, examples) VALUES (@id, @name, @description, @tags, @examples)',
  // Cut before the join: with common words every agent is found.
  words: `SELECT agents.agent_id, -found.score AS bm25 FROM
    (SELECT rowid, bm25(agent_words, 4.0, 2.0, 3.0, 1.0) AS score FROM agent_words WHERE agent_words MATCH @query ORDER BY score LIMIT @limit) AS found
    JOIN agents ON agents.id = found.rowid ORDER BY found.score`,
  count: 'SELECT count(*) AS agents FROM agents',
  agentsWith: 'SELECT count(*) AS agents FROM (SELECT 1 FROM agent_words WHERE agent_words MATCH @query LIMIT @limit)',
  removeTrials: 'DELETE FROM agent_trials WHERE agent_id = ?',
  removeGenomes: 'DELETE FROM agent_genomes WHERE agent_id = ?',
  removeUses: 'DELETE FROM agent_uses WHERE agent_id = ?',
  removeMetrics: 'DELETE FROM agent_metrics WHERE agent_id = ?',
  metricsOf: 'SELECT * FROM agent_metrics WHERE agent_id IN (SELECT value FROM json_each(?))',
} as const
