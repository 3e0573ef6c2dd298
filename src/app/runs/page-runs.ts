import type { RunQuery } from '../../protocol/run-query.ts'
import { ownerIsAlive } from '../../store/owner.ts'
import type { RunRecord } from '../../store/records.ts'
import { NO_FIGURES, type RunFigures } from '../../store/run-pages.ts'
import type { ListedRun, RunPage } from '../../view/run-list.ts'
import type { Services } from '../open-services.ts'
import { isResumable } from '../require-resumable.ts'

const MOST = 5000

export function pageRuns({ store }: Services, query: RunQuery): RunPage {
  store.runs.markAbandoned()
  const limit = Math.min(query.limit, MOST)
  const found = store.runPages.list({ ...query, limit: limit + 1 })
  const rows = found.slice(0, limit)
  const figures = store.runPages.figures(rows.map(({ run_id }) => run_id))
  return {
    runs: rows.map((run) => toListed(run, figures.get(run.run_id) ?? NO_FIGURES)),
    total: store.runPages.count(query),
    next: found.length > limit ? (rows.at(-1)?.run_id ?? null) : null,
    counts: store.runPages.byStatus(),
    facets: store.runPages.facets(query),
  }
}

function toListed(run: RunRecord, { stage, ...figures }: RunFigures): ListedRun {
  const { run_id, task, tags, status, waiting_reason, engine, session_id, workspace, actor, origin, error, owner } = run
  const { exit_code, created_at, updated_at, ended_at, cancel_requested_by } = run
  const held = owner !== null && ownerIsAlive(owner)
  const row = { run_id, task, status, waiting_reason, engine, session_id, workspace, actor, origin, error, exit_code }
  return {
    ...row,
    created_at,
    updated_at,
    ended_at,
    cancel_requested_by,
    held,
    resumable: !held && isResumable(run),
    tags,
    stage: stage as ListedRun['stage'],
    ...figures,
  }
}
