import { toJson } from '../kernel/json.ts'
import type { Phase } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import { type ApprovedPlan, approvePlan, planWasApproved } from './approve-plan.ts'
import { plannedForEvent } from './planned-for-event.ts'
import type { RunContext } from './run-context.ts'

/** The plan of a phase, written down already, before its first subtask begins. Throws APPROVAL_DENIED, and what parks the run. */
export async function approvePlanned(context: RunContext, phase: Phase): Promise<void> {
  if (!context.options.approve_plan || planWasApproved(context, phase)) return
  const rows = context.ports.store.subtasks.list(context.run.run_id).filter((row) => row.spec.phase === phase && !row.spec.delegated_by)
  const plan = {
    name: phase,
    phase,
    subtasks: rows.map((row) => row.spec),
    summary: `Carry out the plan of ${rows.length} subtask${rows.length === 1 ? '' : 's'} (${phase})`,
    reason: reasonOf(context, phase),
  }
  await approvePlan(context, plan, (approved) => apply(context, approved, rows))
}

function reasonOf({ ports, run }: RunContext, phase: Phase): string {
  const plans = ports.store.events.ofType(run.run_id, 'plan.created')
  return plans.flatMap((event) => (event.type === 'plan.created' && event.data.phase === phase ? [event.data.reason] : [])).at(-1) ?? ''
}

function apply(context: RunContext, { edited, dropped, by, note }: ApprovedPlan, rows: readonly SubtaskRecord[]): void {
  const { subtasks } = context.ports.store
  const lost = rows.filter((row) => dropped.includes(row.spec.id))
  if (edited.length === 0 && lost.length === 0) return
  for (const spec of edited) subtasks.revise(context.fence, spec)
  for (const row of lost) subtasks.update(context.fence, row.spec.id, { status: 'skipped', dropped: 'person' })
  context.emit({
    type: 'plan.revised',
    actor: by,
    data: {
      n: 0,
      outcome: 'replaced',
      by,
      reason: note,
      failed: [],
      dropped: [...dropped],
      edited: edited.map(plannedForEvent),
      added: [],
    },
  })
  context.audit({
    actor: by,
    action: 'plan.revised',
    target: context.run.run_id,
    decision: 'replaced',
    rule: 'plan.approval',
    reason: note === '' ? null : note,
    detail: toJson({ dropped, edited: edited.map(plannedForEvent) }),
  })
}
