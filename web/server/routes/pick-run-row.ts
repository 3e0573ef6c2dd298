import type { RunRow } from '../../../src/view/rows.ts'

/** The columns that are shown: a stored row holds more than a page needs. */
export function pickRunRow(row: RunRow): RunRow {
  const { run_id, task, status, waiting_reason, engine, session_id, workspace, actor, origin, error } = row
  const { exit_code, created_at, updated_at, ended_at } = row
  const named = { run_id, task, status, waiting_reason, engine, session_id, workspace, actor, origin, error }
  return { ...named, exit_code, created_at, updated_at, ended_at }
}
