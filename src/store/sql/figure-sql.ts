import { TERMINAL_STATUSES } from '../../protocol/run.ts'

const IN_PERIOD = 'at >= @since_at AND at < @until_at'
const BUCKET_OF_EVENT = `CAST((unixepoch(at, 'subsec') * 1000 - @since) / @bucket_ms AS INTEGER)`
const field = (path: string): string => `json_extract(data, '$.${path}')`
const ENDED = TERMINAL_STATUSES.map((status) => `'${status}'`).join(', ')

/** Each query reads an index alone: what is grouped is materialised first, because SQLite else goes back to the rows for it. */
export const FIGURE_SQL = {
  started: `SELECT CAST((created_at - @since) / @bucket_ms AS INTEGER) AS bucket, COUNT(*) AS runs FROM runs
    WHERE created_at >= @since AND created_at < @until GROUP BY bucket`,
  ended: `SELECT status, created_at, ended_at FROM runs INDEXED BY runs_by_end
    WHERE ended_at >= @since AND ended_at < @until AND status IN (${ENDED}, 'interrupted')`,
  codes: `WITH ended AS MATERIALIZED (SELECT status, json_extract(error, '$.code') AS code, ended_at, run_id FROM runs INDEXED BY runs_by_end
      WHERE ended_at >= @since AND ended_at < @until AND status IN (${ENDED}, 'interrupted'))
    SELECT code, COUNT(*) AS runs, MAX(ended_at) AS at, run_id FROM ended WHERE status <> 'cancelled' AND code IS NOT NULL GROUP BY code`,
  models: `WITH calls AS MATERIALIZED (SELECT at, ${field('ok')} AS ok, ${field('usage.input_tokens')} AS input,
      ${field('usage.output_tokens')} AS output, ${field('cost_usd')} AS cost_usd
      FROM events WHERE type = 'model.finished' AND ${IN_PERIOD} AND NOT ${field('replayed')})
    SELECT ${BUCKET_OF_EVENT} AS bucket, COUNT(*) AS calls, SUM(NOT ok) AS failed, TOTAL(input) AS input_tokens,
      TOTAL(output) AS output_tokens, TOTAL(cost_usd) AS cost_usd, SUM(cost_usd IS NULL AND (ok OR input IS NOT NULL)) AS unpriced
    FROM calls GROUP BY bucket`,
  tools: `WITH calls AS MATERIALIZED (SELECT at, ${field('ok')} AS ok, ${field('tool')} AS tool, ${field('error.code')} AS code, run_id
      FROM events WHERE type = 'tool.finished' AND ${IN_PERIOD} AND NOT ${field('replayed')})
    SELECT ${BUCKET_OF_EVENT} AS bucket, tool, ok, code, COUNT(*) AS calls, unixepoch(MAX(at), 'subsec') * 1000 AS at, run_id
    FROM calls GROUP BY bucket, tool, ok, code`,
  agents: `WITH ended AS MATERIALIZED (SELECT agent_id, status, json_extract(error, '$.code') AS code, ended_at, run_id FROM attempts
      WHERE ended_at >= @since AND ended_at < @until)
    SELECT agent_id, status, code, COUNT(*) AS attempts, MAX(ended_at) AS at, run_id FROM ended GROUP BY agent_id, status, code`,
  stages: `WITH told AS MATERIALIZED (SELECT type, ${field('verdict')} AS verdict FROM events
      WHERE type IN ('task.ingested', 'plan.created', 'plan.rejected', 'route.decided', 'subtask.judged', 'synthesis.finished') AND ${IN_PERIOD})
    SELECT type, verdict, COUNT(*) AS events FROM told GROUP BY type, verdict`,
  asked: `SELECT CAST((created_at - @since) / @bucket_ms AS INTEGER) AS bucket, COUNT(*) AS asked FROM approvals
    WHERE created_at >= @since AND created_at < @until GROUP BY bucket`,
  answered: `SELECT created_at, decided_at FROM approvals
    WHERE decided_at >= @since AND decided_at < @until AND status IN ('approved', 'denied', 'answered')`,
  open: `SELECT run_id, task, status, waiting_reason, owner_pid, created_at, updated_at,
      (SELECT unixepoch(at, 'subsec') * 1000 FROM events WHERE events.run_id = runs.run_id ORDER BY seq DESC LIMIT 1) AS last_event_at
    FROM runs WHERE status IN ('queued', 'running', 'waiting') ORDER BY created_at DESC LIMIT @limit`,
  first: 'SELECT MIN(created_at) AS at FROM runs',
} as const
