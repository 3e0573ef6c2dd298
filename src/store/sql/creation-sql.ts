export const CREATION_SQL = {
  get: 'SELECT * FROM creations WHERE key = ?',
  insert: `INSERT INTO creations (key, fingerprint, owner_pid, owner_start, owner_host, created_at)
    VALUES (@key, @fingerprint, @pid, @start_time, @host, @now)`,
  takeOver: 'UPDATE creations SET owner_pid = @pid, owner_start = @start_time, owner_host = @host WHERE key = @key',
  answer: 'UPDATE creations SET answer = @answer WHERE key = @key',
  forget: 'DELETE FROM creations WHERE key = ? AND answer IS NULL',
  prune: 'DELETE FROM creations WHERE created_at < ?',
} as const
