import { ClawError } from '../kernel/claw-error.ts'
import type { RunRecord } from '../store/records.ts'
import type { ResumeOptions } from './app-port.ts'
import type { Services } from './open-services.ts'
import { requireOwnRun } from './require-own-run.ts'

/** Waiting, interrupted, and what a provider failed can go on. Throws NOT_FOUND, RUN_HELD, NOT_RESUMABLE, IN_DOUBT, RUN_BROUGHT. */
export function requireResumable(services: Services, run_id: string, options: ResumeOptions): RunRecord {
  const run = services.store.runs.get(run_id)
  if (!run) throw new ClawError('NOT_FOUND', `There is no run '${run_id}'.`, { fix: 'claw runs' })
  requireOwnRun(services, run_id)
  if (run.status === 'waiting' && run.waiting_reason === 'in_doubt' && options.in_doubt === undefined && run.ended_at !== null)
    throw new ClawError('IN_DOUBT', `Run ${run_id} waits for a decision about an effect that was under way when claw died.`, {
      fix: `claw resume ${run_id} --in-doubt done|retry|abandon`,
    })
  if (isResumable(run)) return run
  throw new ClawError('NOT_RESUMABLE', `Run ${run_id} has ended (${run.status}).`, {
    fix: `claw fork ${run_id} --from ${failedStep(services, run_id)}`,
  })
}

export function isResumable(run: RunRecord): boolean {
  return isOpen(run) || failedByProvider(run) || isOnlyPlanned(run)
}

/** What failed first, else the plan: a run that has ended goes on as another one. */
function failedStep({ store }: Services, run_id: string): string {
  const failed = store.subtasks.list(run_id).find((row) => row.status === 'failed' && row.spec.delegated_by === undefined)
  return failed?.spec.id ?? 'plan'
}

function isOpen(run: RunRecord): boolean {
  return ['queued', 'running', 'waiting', 'interrupted'].includes(run.status)
}

/** `--plan-only` ends with the plan; a resume carries it out. */
export function isOnlyPlanned(run: RunRecord): boolean {
  return run.status === 'completed' && run.options['plan_only'] === true
}

function failedByProvider(run: RunRecord): boolean {
  return run.status === 'failed' && run.error?.code.startsWith('MODEL_') === true
}
