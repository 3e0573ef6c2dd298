import type { SubtaskRecord } from '../store/records.ts'
import type { RunContext } from './run-context.ts'
import { mendedByResume } from './suspension-error.ts'

/** What a provider or a limit failed is tried again by a resume; what depended on it is open again. */
export function reopenFailures(context: RunContext): void {
  const rows = context.ports.store.subtasks.list(context.run.run_id)
  const mended = rows.filter((row) => row.status === 'failed' && mendedByResume(row.error?.code ?? ''))
  for (const row of mended) reopen(context, row)
  if (mended.length > 0) for (const row of rows.filter((item) => item.status === 'skipped')) reopen(context, row)
}

function reopen(context: RunContext, row: SubtaskRecord): void {
  const last = context.ports.store.subtasks.attempts(context.run.run_id, row.spec.id).at(-1)
  const status = last?.status === 'running' ? 'running' : 'pending'
  context.ports.store.subtasks.update(context.fence, row.spec.id, { status, error: null, ended_at: null })
}
