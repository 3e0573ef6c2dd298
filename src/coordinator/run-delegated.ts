import { ClawError } from '../kernel/claw-error.ts'
import { isErrorCode } from '../kernel/error-codes.ts'
import { hashJson } from '../kernel/hash.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { DelegatedWork, DelegateOutcome } from './desk/attempt-session.ts'
import type { RunContext } from './run-context.ts'
import { runSubtask } from './run-subtask.ts'
import { SuspensionError, suspendsAttempt } from './suspension-error.ts'

/** Work that an agent gives away becomes a subtask of its own, with attempts, journal and events like any other. */
export async function runDelegated(context: RunContext, parent: Subtask, work: DelegatedWork): Promise<DelegateOutcome> {
  const id = `${parent.id.slice(0, 16)}_${hashJson([parent.id, work.id]).slice(0, 10)}`
  context.ports.store.subtasks.add(context.fence, [toSubtask(parent, id, work)])
  const before = recordOf(context, id)
  if (before.status !== 'succeeded') await runSubtask(context, before.spec)
  const row = recordOf(context, id)
  if (row.status === 'succeeded') return { ok: true, result: row.result }
  const suspension = context.suspensions.get(id)
  if (suspension) throw new SuspensionError(suspension, 'Delegated work waits for a person.')
  const error = row.error ?? { code: 'RUN_FAILED', message: 'The delegated work failed.', retryable: false }
  // What suspends the child suspends its parent: a resume goes on with both.
  if (isErrorCode(error.code) && suspendsAttempt(error.code)) throw new ClawError(error.code, error.message)
  return { ok: false, error }
}

function toSubtask(parent: Subtask, id: string, work: DelegatedWork): Subtask {
  const context = Object.keys(work.context).length > 0 ? `\n\nContext:\n${JSON.stringify(work.context)}` : ''
  return {
    id,
    phase: parent.phase,
    title: work.task.length > 80 ? `${work.task.slice(0, 79)}…` : work.task,
    task: `${work.task}${context}`,
    depends_on: [],
    required_tools: [],
    acceptance_criteria: [],
    delegated_by: parent.id,
  }
}

function recordOf(context: RunContext, id: string) {
  const row = context.ports.store.subtasks.get(context.run.run_id, id)
  if (!row) throw new Error(`subtask ${id} vanished`)
  return row
}
