export const REF_SQL = {
  put: `INSERT INTO refs (run_id, subtask_id, sha256, bytes, created_at) VALUES (@run_id, @subtask_id, @sha256, @bytes, @now)
    ON CONFLICT (run_id, subtask_id, sha256) DO NOTHING`,
  get: 'SELECT bytes FROM refs WHERE run_id = @run_id AND subtask_id = @subtask_id AND sha256 = @sha256',
} as const
