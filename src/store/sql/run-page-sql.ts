import { RUN_STAGE } from './run-stage-sql.ts'

const OTHERWISE = [
  '(@ids IS NULL OR run_id IN (SELECT value FROM json_each(@ids)))',
  '(@session_id IS NULL OR session_id = @session_id)',
  '(@since IS NULL OR created_at >= @since)',
  '(@until IS NULL OR created_at < @until)',
  `(@words IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(@words)
    WHERE NOT (task LIKE '%' || value || '%' ESCAPE '\\' OR run_id LIKE value || '%' ESCAPE '\\')))`,
  `(@agent IS NULL OR run_id IN (SELECT run_id FROM subtasks WHERE agent_id IS NOT NULL AND agent_id LIKE '%' || @agent || '%' ESCAPE '\\'))`,
  `(@tool IS NULL OR run_id IN (SELECT run_id FROM journal WHERE kind = 'tool_call'
    AND json_extract(request, '$.tool') LIKE '%' || @tool || '%' ESCAPE '\\'))`,
  '(@tag IS NULL OR EXISTS (SELECT 1 FROM json_each(tags) WHERE value = @tag))',
  `(@stage IS NULL OR ${RUN_STAGE} = @stage)`,
].join(' AND ')
const MATCHES = `(@status IS NULL OR status IN (SELECT value FROM json_each(@status))) AND ${OTHERWISE}`

const LONGEST = '(COALESCE(ended_at, @now) - created_at)'
const COSTLIEST = `(SELECT TOTAL(json_extract(data, '$.cost_usd')) FROM events WHERE type = 'model.finished' AND events.run_id = runs.run_id)`

/** Rows after the one that is named, in the same order: a page stays a page while runs come and go. */
const page = (key: string, direction: 'ASC' | 'DESC'): string => `SELECT * FROM runs WHERE ${MATCHES}
    AND (@after IS NULL OR (${key}, rowid) ${direction === 'ASC' ? '>' : '<'} (SELECT ${key}, rowid FROM runs WHERE run_id = @after))
    ORDER BY ${key} ${direction}, rowid ${direction} LIMIT @limit`

export const RUN_PAGE_SQL = {
  newest: page('created_at', 'DESC'),
  oldest: page('created_at', 'ASC'),
  longest: page(LONGEST, 'DESC'),
  shortest: page(LONGEST, 'ASC'),
  costliest: page(COSTLIEST, 'DESC'),
  cheapest: page(COSTLIEST, 'ASC'),
  count: `SELECT COUNT(*) AS runs FROM runs WHERE ${MATCHES}`,
  byStatus: 'SELECT status, COUNT(*) AS runs FROM runs GROUP BY status',
  facets: `SELECT status, COUNT(*) AS runs FROM runs WHERE ${OTHERWISE} GROUP BY status`,
  tags: 'SELECT value AS tag, COUNT(*) AS runs FROM runs, json_each(tags) GROUP BY value ORDER BY runs DESC, value LIMIT 200',
  stands: `SELECT run_id, ${RUN_STAGE} AS stage, (SELECT COUNT(*) FROM subtasks WHERE subtasks.run_id = runs.run_id AND dropped IS NULL) AS steps,
    (SELECT COUNT(*) FROM subtasks WHERE subtasks.run_id = runs.run_id AND dropped IS NULL AND status IN ('succeeded', 'failed', 'skipped')) AS steps_done
    FROM runs WHERE run_id IN (SELECT value FROM json_each(?))`,
  agents: `SELECT run_id, agent_id FROM subtasks WHERE run_id IN (SELECT value FROM json_each(?)) AND agent_id IS NOT NULL
    GROUP BY run_id, agent_id ORDER BY MIN(position)`,
  use: `SELECT run_id, SUM(COALESCE(json_extract(data, '$.usage.input_tokens'), 0) + COALESCE(json_extract(data, '$.usage.output_tokens'), 0)) AS tokens,
    SUM(json_extract(data, '$.cost_usd')) AS cost_usd,
    SUM(json_extract(data, '$.cost_usd') IS NULL AND (json_extract(data, '$.ok') OR json_extract(data, '$.usage') IS NOT NULL)) AS unpriced
    FROM events WHERE type = 'model.finished' AND run_id IN (SELECT value FROM json_each(?)) AND NOT json_extract(data, '$.replayed') GROUP BY run_id`,
} as const
