// Names are hierarchical: `tool` finds `tool.call`, `workspace` finds `workspace.write`, `no-git` finds `no-git (policy.json)`.
const named = (column: string): string =>
  `(@${column} IS NULL OR ${column} = @${column} OR substr(${column}, 1, length(@${column}) + 1) IN (@${column} || '.', @${column} || ' '))`
const same = (column: string): string => `(@${column} IS NULL OR ${column} = @${column})`
const FOUND_IN = `actor || ' ' || action || ' ' || target || ' ' || COALESCE(rule, '') || ' ' || COALESCE(reason, '') || ' ' || detail`

const MATCHES = [
  ...['run_id', 'subtask_id', 'agent_id', 'decision', 'args_hash', 'actor'].map(same),
  ...['action', 'rule', 'target'].map(named),
  '(@since IS NULL OR at >= @since)',
  '(@until IS NULL OR at < @until)',
  `(@text IS NULL OR instr(lower(${FOUND_IN}), lower(@text)) > 0)`,
].join(' AND ')

export const AUDIT_SQL = {
  last: 'SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1',
  hashAt: 'SELECT hash FROM audit WHERE n = ?',
  get: 'SELECT * FROM audit WHERE n = ?',
  insert: `INSERT INTO audit (n, at, actor, action, run_id, subtask_id, agent_id, target, decision, rule, reason, args_hash, detail, prev_hash, hash)
    VALUES (@n, @at, @actor, @action, @run_id, @subtask_id, @agent_id, @target, @decision, @rule, @reason, @args_hash, @detail, @prev_hash, @hash)`,
  newest: `SELECT * FROM audit WHERE n < @before AND n > @after AND ${MATCHES} ORDER BY n DESC LIMIT @limit`,
  oldest: `SELECT * FROM audit WHERE n < @before AND n > @after AND ${MATCHES} ORDER BY n LIMIT @limit`,
  firstOfRun: 'SELECT MIN(n) AS n FROM audit WHERE run_id = ?',
  tally: 'SELECT target, COUNT(*) AS uses, MAX(at) AS last_at FROM audit WHERE action = ? GROUP BY target',
  walk: 'SELECT * FROM audit WHERE n > ? ORDER BY n LIMIT ?',
  beginRead: 'BEGIN',
  endRead: 'COMMIT',
} as const
