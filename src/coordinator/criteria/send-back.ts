import { crashpoint } from '../../kernel/crashpoint.ts'
import type { EventData } from '../../protocol/events.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'
import { unmetOf } from './verdicts-of.ts'

/**
 * A result that does not meet its criteria goes back once with the reasons, and fails the second time. What was built on it is done again, or not at
 * all. True when it did not hold.
 */
export function sendBackUnmet(context: RunContext, row: SubtaskRecord): boolean {
  const unmet = unmetOf(context, row)
  // One that was built on what goes back is done again anyway: its own result says nothing.
  const status = context.ports.store.subtasks.get(row.run_id, row.spec.id)?.status
  if (unmet.length === 0 || status !== 'succeeded') return false
  const error = { code: 'CRITERIA_UNMET', message: `Acceptance criteria are not met: ${unmet.join('; ')}`, retryable: false }
  const before = failuresOf(context, row)
  const wasSentBack = before.some(({ error }) => error.code === 'CRITERIA_UNMET')
  const final = wasSentBack || before.length + 1 >= context.ports.caps.maxAttempts
  const { store, clock } = context.ports
  crashpoint('send-back.before')
  context.transaction(() => {
    store.subtasks.update(context.fence, row.spec.id, { status: final ? 'failed' : 'pending', error, ended_at: final ? clock.now() : null })
    context.emit({ type: 'subtask.failed', subtask_id: row.spec.id, attempt: row.attempt, data: { error, final, duration_ms: 0 } })
    reopenDependents(context, row.spec.id, final)
  })
  crashpoint('send-back.after')
  return true
}

/** An attempt that was made again only because of what it was built on is none of them. */
function failuresOf({ ports, run }: RunContext, { spec }: SubtaskRecord): EventData<'subtask.failed'>[] {
  return ports.store.events
    .ofType(run.run_id, 'subtask.failed')
    .flatMap((event) => (event.type === 'subtask.failed' && event.subtask_id === spec.id ? [event.data] : []))
}

// Of what failed for good nothing can be built: its dependents are opened, so that the pool skips them and says so.
function reopenDependents(context: RunContext, id: string, final: boolean): void {
  const { store } = context.ports
  const dependents = store.subtasks
    .list(context.run.run_id)
    .filter((row) => row.spec.depends_on.includes(id) && row.status !== 'pending' && (!final || row.status === 'succeeded'))
  for (const row of dependents) {
    store.subtasks.update(context.fence, row.spec.id, { status: 'pending', error: null, ended_at: null })
    reopenDependents(context, row.spec.id, final)
  }
}

/** Whether there is work of this phase to go on with. */
export function hasOpenWork({ ports, run }: RunContext, phase: SubtaskRecord['spec']['phase']): boolean {
  return ports.store.subtasks
    .list(run.run_id)
    .some((row) => row.spec.phase === phase && !row.spec.delegated_by && ['pending', 'running', 'waiting'].includes(row.status))
}
