export const CHANGE_SQL = {
  add: `INSERT INTO file_changes (run_id, subtask_id, attempt, seq, position, op, path, to_path, before_kind, before_sha256, before_mode, before, after_sha256,
    after, image, note, at) VALUES (@run_id, @subtask_id, @attempt, @seq, @position, @op, @path, @to_path, @before_kind, @before_sha256, @before_mode, @before,
    @after_sha256, @after, @image, @note, @now)`,
  list: `SELECT c.id, c.run_id, c.subtask_id, c.attempt, c.seq, c.op, c.path, c.to_path, c.before, c.after, c.image, c.note, c.state, c.at,
    i.sha256 IS NOT NULL AS has_image FROM file_changes c LEFT JOIN before_images i ON i.sha256 = c.image WHERE c.run_id = ? ORDER BY c.id`,
  begin: `UPDATE file_changes SET state = 'undoing' WHERE id = ? AND state = 'made'`,
  undone: `UPDATE file_changes SET state = 'undone', undone_at = @now WHERE id = @id`,
  lastRun: `SELECT run_id FROM file_changes WHERE state <> 'undone' ORDER BY id DESC LIMIT 1`,
} as const

export const IMAGE_SQL = {
  put: `INSERT INTO before_images (sha256, bytes, kept_at) VALUES (@sha256, @bytes, @now) ON CONFLICT (sha256) DO UPDATE SET kept_at = @now`,
  has: 'SELECT 1 AS there FROM before_images WHERE sha256 = ?',
  total: 'SELECT COALESCE(SUM(bytes), 0) AS bytes FROM before_images',
  oldest: 'SELECT sha256, bytes, kept_at FROM before_images ORDER BY kept_at, sha256 LIMIT 1',
  drop: 'DELETE FROM before_images WHERE sha256 = ?',
} as const
