export const RUN_SQL = {
  insert: `INSERT INTO runs (run_id, task, session_id, actor, origin, idempotency_key, workspace, engine, status, tags, options, created_at, updated_at, claw_version)
    VALUES (@run_id, @task, @session_id, @actor, @origin, @idempotency_key, @workspace, @engine, 'queued', @tags, @options, @now, @now, @claw_version)`,
  get: 'SELECT * FROM runs WHERE run_id = ?',
  byKey: 'SELECT * FROM runs WHERE idempotency_key = ?',
  byPrefix: `SELECT run_id AS id FROM runs WHERE run_id BETWEEN @prefix AND @prefix || '~' ORDER BY created_at DESC, rowid DESC LIMIT 10`,
  list: `SELECT * FROM runs WHERE (@status IS NULL OR status = @status) AND (@session_id IS NULL OR session_id = @session_id)
    ORDER BY created_at DESC, rowid DESC LIMIT @limit`,
  claim: `UPDATE runs SET epoch = epoch + 1, owner_pid = @pid, owner_start = @start_time, owner_host = @host, heartbeat_at = @now, updated_at = @now,
    cancel_requested_by = CASE status WHEN 'queued' THEN cancel_requested_by END,
    cancel_force = CASE status WHEN 'queued' THEN cancel_force ELSE 0 END WHERE run_id = @run_id RETURNING epoch`,
  heartbeat: 'UPDATE runs SET heartbeat_at = @now WHERE run_id = @run_id AND epoch = @epoch AND owner_pid IS NOT NULL',
  release: `UPDATE runs SET owner_pid = NULL, owner_start = NULL, owner_host = NULL, heartbeat_at = NULL, updated_at = @now
    WHERE run_id = @run_id AND epoch = @epoch`,
  update: `UPDATE runs SET status = @status, waiting_reason = @waiting_reason, result = @result, error = @error, exit_code = @exit_code, engine = @engine,
    ended_at = @ended_at, options = @options, updated_at = @now WHERE run_id = @run_id AND epoch = @epoch`,
  requestCancel: `UPDATE runs SET cancel_requested_by = COALESCE(cancel_requested_by, @by), cancel_force = MAX(cancel_force, @force), updated_at = @now
    WHERE run_id = @run_id`,
  cancelWish: 'SELECT cancel_requested_by AS by, cancel_force AS force FROM runs WHERE run_id = ?',
  heldBy: 'SELECT run_id FROM runs WHERE owner_pid = @pid AND owner_start = @start_time AND owner_host = @host',
  unfinished: `SELECT * FROM runs WHERE status IN ('running', 'queued')`,
  abandon: `UPDATE runs SET status = 'interrupted', epoch = epoch + 1, owner_pid = NULL, owner_start = NULL, owner_host = NULL, heartbeat_at = NULL,
    updated_at = @now WHERE run_id = @run_id`,
} as const
