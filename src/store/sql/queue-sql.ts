const NEXT_PLACE = '(SELECT COALESCE(MAX(place), 0) + 1 FROM capsule_jobs)'
const CLAIMED = `job_id = @job_id AND token = @token AND state = 'running'`

export const QUEUE_SQL = {
  enqueue: `INSERT INTO capsule_jobs (job_id, run_id, subtask_id, attempt, agent_id, state, place)
    VALUES (@job_id, @run_id, @subtask_id, @attempt, @agent_id, 'waiting', ${NEXT_PLACE})
    ON CONFLICT (run_id, subtask_id, attempt) DO UPDATE SET state = 'waiting', place = ${NEXT_PLACE}, agent_id = excluded.agent_id, worker = NULL,
      lease_until = NULL, reason = NULL WHERE state IN ('done', 'failed', 'cancelled')`,
  jobId: 'SELECT job_id FROM capsule_jobs WHERE run_id = @run_id AND subtask_id = @subtask_id AND attempt = @attempt',
  claim: `UPDATE capsule_jobs SET state = 'running', token = token + 1, worker = @worker, lease_until = @lease_until
    WHERE id = (SELECT id FROM capsule_jobs WHERE state = 'waiting' AND (@run_id IS NULL OR run_id = @run_id) ORDER BY place LIMIT 1) RETURNING *`,
  renew: `UPDATE capsule_jobs SET lease_until = @lease_until WHERE ${CLAIMED}`,
  complete: `UPDATE capsule_jobs SET state = 'done', lease_until = NULL WHERE ${CLAIMED}`,
  fail: `UPDATE capsule_jobs SET state = 'failed', lease_until = NULL, reason = @reason WHERE ${CLAIMED}`,
  cancel: `UPDATE capsule_jobs SET state = 'cancelled', lease_until = NULL
    WHERE run_id = @run_id AND (@subtask_id IS NULL OR subtask_id = @subtask_id) AND state IN ('waiting', 'running')`,
  reap: `UPDATE capsule_jobs SET state = 'waiting', worker = NULL, lease_until = NULL WHERE state = 'running' AND lease_until <= ?`,
  depth: `SELECT COUNT(*) FILTER (WHERE state = 'waiting') AS waiting, COUNT(*) FILTER (WHERE state = 'running') AS running FROM capsule_jobs
    WHERE state IN ('waiting', 'running')`,
} as const
