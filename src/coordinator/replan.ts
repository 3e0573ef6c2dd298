import { ClawError } from '../kernel/claw-error.ts'
import type { PlanInput } from '../planning/planner.ts'
import type { Phase, Plan } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import { approvePlan } from './approve-plan.ts'
import type { GraphStateType } from './graph-state.ts'
import { journaledModelCall } from './journaled-model-call.ts'
import { planInput } from './plan-input.ts'
import { replannable } from './replannable.ts'
import { type Revision, revisePlan } from './revise-plan.ts'
import type { RunContext } from './run-context.ts'

/**
 * When work of a model's plan failed for good: one more plan around it, told what is done, what failed and why. undefined: the run ends with what
 * it has. Where an earlier process had revised the plan, its new subtasks are open still, and the run goes on with them.
 */
export async function replan(context: RunContext, phase: Phase): Promise<Pick<GraphStateType, 'next' | 'phase'> | undefined> {
  const open = planOf(context).find((row) => row.status === 'pending' || row.status === 'running')
  if (open) return { next: 'retry', phase: open.spec.phase }
  const failed = replannable(context, phase)
  const n = revisions(context) + 1
  const planning = context.ports.planners.model
  if (failed.length === 0 || planning === null || context.ports.model === null || n > context.ports.caps.maxReplans) return undefined
  const outcome = await planning.planner(journaledModelCall(context, `@replan.${n}`)).plan(replanInput(context), context.signal)
  const nothing = { failed, dropped: [], added: [] }
  const revision: Revision = outcome.ok
    ? await approved(context, n, revisionOf(context, failed, outcome.plan))
    : { ...nothing, outcome: 'rejected', reason: outcome.message }
  return revisePlan(context, { n, rule: 'CLOSED_CLAW_MAX_REPLANS' }, revision) ? { next: 'retry', phase: 'execution' } : undefined
}

function planOf({ ports, run }: RunContext): SubtaskRecord[] {
  return ports.store.subtasks.list(run.run_id).filter((row) => !row.spec.delegated_by)
}

// Every replan ends in this event, whatever came of it.
function revisions({ ports, run }: RunContext): number {
  return ports.store.events.ofType(run.run_id, 'plan.revised').filter((event) => event.type === 'plan.revised' && event.data.n > 0).length
}

function replanInput(context: RunContext): PlanInput {
  return { ...planInput(context, 'execution'), replan: true }
}

function revisionOf(context: RunContext, failed: readonly SubtaskRecord[], { reason, subtasks }: Plan): Revision {
  if (subtasks.length === 0) return { outcome: 'kept', reason, failed, dropped: [], added: [] }
  return { outcome: 'replaced', reason, failed, dropped: withDependents(planOf(context), failed), added: subtasks }
}

// A plan that is asked for is asked for again when it is made anew.
async function approved(context: RunContext, n: number, revision: Revision): Promise<Revision> {
  const { added, reason } = revision
  if (!context.options.approve_plan || added.length === 0) return revision
  const summary = `Carry out a new plan of ${added.length} subtasks after ${revision.failed.map((row) => row.spec.id).join(', ')} failed`
  try {
    const { subtasks } = await approvePlan(context, { name: `replan.${n}`, phase: 'execution', subtasks: added, summary, reason })
    return { ...revision, added: subtasks }
  } catch (error) {
    if (!(error instanceof ClawError) || error.code !== 'APPROVAL_DENIED') throw error
    return { ...revision, outcome: 'rejected', reason: error.message, dropped: [], added: [] }
  }
}

/** What failed, and everything that was to be built on it, or was built on a result that did not hold. */
function withDependents(rows: readonly SubtaskRecord[], failed: readonly SubtaskRecord[]): SubtaskRecord[] {
  const lost = new Set(failed.map((row) => row.spec.id))
  for (let size = 0; size !== lost.size; ) {
    size = lost.size
    for (const row of rows) if (row.spec.depends_on.some((id) => lost.has(id))) lost.add(row.spec.id)
  }
  return rows.filter((row) => lost.has(row.spec.id))
}
