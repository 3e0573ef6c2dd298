const SAME_THING = 'run_id = @run_id AND kind = @kind AND args_hash = @args_hash'

const ANNOUNCED = `run_id = @run_id AND kind = 'api' AND subtask_id = @subtask_id AND attempt = @attempt AND status = 'approved' AND consumed = 1
    AND spent = 0 AND json_extract(facts, '$.announces') = @announces ORDER BY id LIMIT 1`

export const APPROVAL_SQL = {
  insert: `INSERT INTO approvals (approval_id, run_id, subtask_id, attempt, agent_id, kind, args_hash, args, summary, why, claim, options, facts, status,
      created_at, expires_at)
    VALUES (@approval_id, @run_id, @subtask_id, @attempt, @agent_id, @kind, @args_hash, @args, @summary, @why, @claim, @options, @facts, 'pending',
      @created_at, @expires_at)`,
  get: 'SELECT * FROM approvals WHERE approval_id = ?',
  byPrefix: `SELECT approval_id AS id FROM approvals WHERE approval_id BETWEEN @prefix AND @prefix || '~' ORDER BY id DESC LIMIT 10`,
  list: `SELECT * FROM approvals WHERE (@status IS NULL OR status IN (SELECT value FROM json_each(@status))) AND (@run_id IS NULL OR run_id = @run_id)
    AND (@kind IS NULL OR kind IN (SELECT value FROM json_each(@kind))) AND (@agent IS NULL OR agent_id LIKE '%' || @agent || '%' ESCAPE '\\')
    AND (@text IS NULL OR (summary || ' ' || args || ' ' || why || ' ' || approval_id || ' ' || run_id || ' ' || COALESCE(decided_by, '') || ' ' ||
      COALESCE(note, '')) LIKE '%' || @text || '%' ESCAPE '\\')
    AND (@after IS NULL OR id < (SELECT id FROM approvals WHERE approval_id = @after)) ORDER BY id DESC LIMIT @limit`,
  due: `SELECT approval_id AS id FROM approvals WHERE status = 'pending' AND expires_at <= ?`,
  decide: `UPDATE approvals SET status = @status, decided_by = @by, scope = @scope, note = @note, answer = @answer, decided_at = @now
    WHERE approval_id = @approval_id AND status = 'pending' RETURNING *`,
  answered: `SELECT * FROM approvals WHERE ${SAME_THING} AND status <> 'pending' AND (scope = 'run' OR (consumed = 0 AND subtask_id IS @subtask_id))
    ORDER BY decided_at DESC, id DESC LIMIT 1`,
  consume: 'UPDATE approvals SET consumed = 1 WHERE id = ?',
  announced: `SELECT * FROM approvals WHERE ${ANNOUNCED}`,
  spend: `UPDATE approvals SET spent = 1 WHERE id = (SELECT id FROM approvals WHERE ${ANNOUNCED}) RETURNING *`,
  pending: `SELECT * FROM approvals WHERE ${SAME_THING} AND status = 'pending' AND subtask_id IS @subtask_id ORDER BY id DESC LIMIT 1`,
} as const
