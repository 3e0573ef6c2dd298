import { ClawError } from '../../kernel/claw-error.ts'
import type { PlanOutcome } from '../../planning/planner.ts'
import { validatePlan } from '../../planning/validate-plan.ts'
import type { Phase, Plan } from '../../protocol/plan.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { approvePlanned } from '../approve-planned.ts'
import { choosePlan } from '../choose-plan.ts'
import { judgeTargets, tellVerdicts } from '../criteria/judge-targets.ts'
import { hasOpenWork, sendBackUnmet } from '../criteria/send-back.ts'
import type { GraphStateType } from '../graph-state.ts'
import { planInput } from '../plan-input.ts'
import { plannedForEvent } from '../planned-for-event.ts'
import type { RunContext } from '../run-context.ts'

/** Makes the plan of this phase, checks it and writes it down. What an earlier process planned is taken as it is. */
export async function decomposeTask(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const existing = plannedPhase(context, state.phase)
  if (existing) return begin(context, existing)
  const found = state.phase === 'execution' ? foundOut(context) : []
  const outcome = await choosePlan(context, { ...planInput(context, state.phase), judge: judgeTargets(context, found) })
  const verdicts = outcome.ok ? (outcome.verdicts ?? []) : []
  const plan = verdicts.every(({ met }) => met) ? accepted(context, outcome, state.phase) : undefined
  // Together: a verdict without what follows from it would have the model asked anew.
  context.transaction(() => {
    tellVerdicts(context, found, verdicts)
    for (const row of found) sendBackUnmet(context, row)
    if (plan !== undefined) writePlan(context, plan)
  })
  return plan === undefined ? { phase: 'discovery', halted: false } : begin(context, plan.phase)
}

async function begin(context: RunContext, phase: Phase): Promise<Partial<GraphStateType>> {
  const halted = context.options.plan_only
  if (!halted) await approvePlanned(context, phase)
  return { phase, halted }
}

// The first call may answer with an execution plan at once: then there is no discovery phase.
function plannedPhase(context: RunContext, phase: Phase): Phase | undefined {
  const phases = new Set(context.ports.store.subtasks.list(context.run.run_id).map((row) => row.spec.phase))
  if (phases.has('execution')) return 'execution'
  if (hasOpenWork(context, 'discovery')) return 'discovery'
  return phases.has(phase) ? phase : undefined
}

// What was found out is judged in the very call that plans on it; what does not hold is found out again first.
function foundOut({ ports, run }: RunContext): SubtaskRecord[] {
  return ports.store.subtasks
    .list(run.run_id)
    .filter((row) => row.spec.phase === 'discovery' && row.status === 'succeeded' && !row.spec.delegated_by)
}

function accepted(context: RunContext, outcome: PlanOutcome, phase: Phase): Plan {
  if (!outcome.ok) {
    context.emit({ type: 'plan.rejected', data: { phase, errors: [...outcome.errors], suggestions: [...outcome.suggestions] } })
    throw new ClawError(outcome.code, outcome.message, { data: { suggestions: outcome.suggestions } })
  }
  const doneIds = context.ports.store.subtasks.list(context.run.run_id).map((row) => row.spec.id)
  const errors = validatePlan(outcome.plan, { maxSubtasks: context.ports.caps.maxSubtasksPerPhase, doneIds })
  if (errors.length === 0) return outcome.plan
  context.emit({ type: 'plan.rejected', data: { phase, errors, suggestions: [] } })
  throw new ClawError('PLAN_INVALID', `The plan cannot be carried out: ${errors.join(' ')}`)
}

function writePlan(context: RunContext, plan: Plan): void {
  context.transaction(() => {
    context.ports.store.subtasks.add(context.fence, plan.subtasks)
    context.emit({
      type: 'plan.created',
      data: {
        phase: plan.phase,
        engine: plan.engine,
        direct: plan.direct,
        reason: plan.reason,
        subtasks: plan.subtasks.map(plannedForEvent),
      },
    })
    if (plan.engine !== context.run.engine && context.ports.model !== null)
      context.ports.store.runs.update(context.fence, { engine: plan.engine })
  })
}
