import { ClawError, toWireError } from '../kernel/claw-error.ts'
import type { WireError } from '../protocol/messages.ts'
import type { Subtask } from '../protocol/plan.ts'
import { type AttemptOutcome, endsTheSame } from './attempt-outcome.ts'
import { routeSubtask } from './route-subtask.ts'
import type { RunContext } from './run-context.ts'
import { endsRun, SuspensionError, suspendsAttempt } from './suspension-error.ts'

/** Routes a subtask and tries it until it succeeds, waits for a person, or has used its attempts. Throws only for what ends the run. */
export async function runSubtask(context: RunContext, subtask: Subtask): Promise<void> {
  try {
    const agent = await routeSubtask(context, subtask)
    const unsaid = unsaidFailure(context, subtask)
    if (unsaid === undefined || goesOn(context, subtask, unsaid)) while (await tryOnce(context, subtask, agent));
  } catch (error) {
    if (context.signal.aborted || !(error instanceof ClawError) || endsRun(error.code)) throw error
    if (error instanceof SuspensionError) return suspend(context, subtask, error)
    fail(context, subtask, toWireError(error))
  }
}

/** True when another attempt is to be made. */
async function tryOnce(context: RunContext, subtask: Subtask, agent_id: string): Promise<boolean> {
  const outcome = await context.worker.submit({
    run_id: context.run.run_id,
    subtask_id: subtask.id,
    attempt: nextAttempt(context, subtask),
    agent_id,
  })
  return goesOn(context, subtask, outcome)
}

function goesOn(context: RunContext, subtask: Subtask, outcome: AttemptOutcome): boolean {
  if (outcome.ok) return false
  const final = !outcome.worthRetrying || outcome.attempt >= context.ports.caps.maxAttempts
  if (final) fail(context, subtask, outcome.error)
  else reportFailure(context, subtask, outcome.error, false)
  return !final
}

/** An attempt that an earlier process ended, and died before it said so: it counts as one. */
function unsaidFailure({ ports, run }: RunContext, subtask: Subtask): AttemptOutcome | undefined {
  const last = ports.store.subtasks.attempts(run.run_id, subtask.id).at(-1)
  if (last?.status !== 'failed' || last.error === null) return undefined
  const said = ports.store.events
    .ofType(run.run_id, 'subtask.failed')
    .some((event) => event.subtask_id === subtask.id && event.attempt === last.attempt)
  if (said) return undefined
  const { attempt, error } = last
  return { ok: false, attempt, error, worthRetrying: !endsTheSame(error.code) && subtask.recipe === undefined }
}

function suspend(context: RunContext, subtask: Subtask, error: SuspensionError): void {
  context.suspensions.set(subtask.id, error.suspension)
  context.ports.store.subtasks.update(context.fence, subtask.id, { status: 'waiting', error: null })
}

function fail(context: RunContext, subtask: Subtask, error: WireError): void {
  context.transaction(() => {
    context.ports.store.subtasks.update(context.fence, subtask.id, {
      status: 'failed',
      error,
      ...(suspendsAttempt(error.code) ? {} : { ended_at: context.ports.clock.now() }),
    })
    reportFailure(context, subtask, error, true)
  })
}

function reportFailure(context: RunContext, subtask: Subtask, error: WireError, final: boolean): void {
  const row = context.ports.store.subtasks.get(context.run.run_id, subtask.id)
  const started = row?.started_at ?? context.ports.clock.now()
  context.emit({
    type: 'subtask.failed',
    subtask_id: subtask.id,
    ...(row && row.attempt > 0 ? { attempt: row.attempt } : {}),
    data: { error, final, duration_ms: Math.max(0, context.ports.clock.now() - started) },
  })
}

/** The attempt that is still open (a resume goes on with it), or the one after the last. */
function nextAttempt(context: RunContext, subtask: Subtask): number {
  const last = context.ports.store.subtasks.attempts(context.run.run_id, subtask.id).at(-1)
  if (!last) return 1
  return last.status === 'running' ? last.attempt : last.attempt + 1
}
