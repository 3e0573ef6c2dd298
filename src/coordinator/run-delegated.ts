import { abortReason } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { isErrorCode } from '../kernel/error-codes.ts'
import { hashJson } from '../kernel/hash.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import type { DelegatedWork, DelegateOutcome } from './desk/attempt-session.ts'
import type { RunContext } from './run-context.ts'
import { runSubtask } from './run-subtask.ts'
import { SuspensionError, suspendsAttempt } from './suspension-error.ts'

/**
 * Work that an agent gives away becomes a subtask of its own, with attempts, journal and events like any other. It ends with the capsule that gave it
 * away (`signal`); started again, that one finds it where it stood.
 */
export async function runDelegated(
  context: RunContext,
  parent: Subtask,
  work: DelegatedWork,
  signal: AbortSignal,
): Promise<DelegateOutcome> {
  const id = `${parent.id.slice(0, 16)}_${hashJson([parent.id, work.id]).slice(0, 10)}`
  // Of a capsule that crashed: it has to let go first.
  await context.delegations.get(id)?.ended
  context.ports.store.subtasks.add(context.fence, [toSubtask(parent, id, work)])
  const before = recordOf(context, id)
  if (before.status !== 'succeeded' && !failedForGood(before)) await carryOut(context, before.spec, signal)
  const row = recordOf(context, id)
  if (row.status === 'succeeded') return { ok: true, result: row.result }
  const suspension = context.suspensions.get(id)
  if (suspension) throw new SuspensionError(suspension, 'Delegated work waits for a person.')
  const error = row.error ?? { code: 'RUN_FAILED', message: 'The delegated work failed.', retryable: false }
  // What suspends the child suspends its parent: a resume goes on with both.
  if (isErrorCode(error.code) && suspendsAttempt(error.code)) throw new ClawError(error.code, error.message)
  return { ok: false, error }
}

function failedForGood({ status, error }: SubtaskRecord): boolean {
  return status === 'failed' && !suspendsAttempt(error?.code ?? '')
}

async function carryOut(context: RunContext, subtask: Subtask, signal: AbortSignal): Promise<void> {
  const work = runSubtask({ ...context, signal }, subtask)
  const ended = work.then(
    () => undefined,
    () => undefined,
  )
  context.delegations.set(subtask.id, { signal, ended })
  try {
    await work
  } catch (error) {
    if (!signal.aborted || context.signal.aborted) throw error
    stopped(context, subtask.id)
    throw abortReason(signal)
  } finally {
    context.delegations.delete(subtask.id)
  }
}

function stopped(context: RunContext, id: string): void {
  context.transaction(() => {
    context.ports.store.subtasks.update(context.fence, id, { status: 'skipped', ended_at: context.ports.clock.now() })
    context.emit({ type: 'subtask.skipped', subtask_id: id, data: { reason: 'the agent that gave it away has ended' } })
  })
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
