import type { Plan } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import { directSubtask } from './direct-subtask.ts'
import type { GraphStateType } from './graph-state.ts'
import { journaledModelCall } from './journaled-model-call.ts'
import { planInput } from './plan-input.ts'
import { revisePlan } from './revise-plan.ts'
import type { RunContext } from './run-context.ts'
import { wasDenied } from './was-denied.ts'

/**
 * Recipes that went before the model, read only, and failed were no sure answer: the model takes the whole task after all. undefined: not so, or it was
 * done before.
 */
export async function handToModel(context: RunContext): Promise<Pick<GraphStateType, 'next' | 'phase'> | undefined> {
  const { ports, run } = context
  const rows = ports.store.subtasks.list(run.run_id)
  const failed = rows.filter((row) => row.status === 'failed')
  if (failed.length === 0 || !wentFirst(context, rows) || failed.some((row) => wasDenied(context, row, rows))) return undefined
  const plan = await modelPlan(context)
  if (plan === undefined) return undefined
  const reason = `a recipe did not do it (${failed[0]?.error?.message ?? 'no reason was given'}); the model takes the task`
  revisePlan(context, { n: 0, rule: 'CLOSED_CLAW_RULES_FIRST' }, { outcome: 'replaced', reason, failed, dropped: rows, added: plan })
  return { next: 'retry', phase: 'execution' }
}

function wentFirst({ ports, run, options }: RunContext, rows: readonly SubtaskRecord[]): boolean {
  if (ports.model === null || options.rules_first === 'off' || options.organize !== null) return false
  if (ports.store.events.ofType(run.run_id, 'plan.revised').length > 0) return false
  const subtasks = rows.map((row) => row.spec)
  return subtasks.every((spec) => spec.recipe !== undefined) && ports.planners.rules.readsOnly({ ...RULES_PLAN, subtasks })
}

const RULES_PLAN = { engine: 'rules', phase: 'execution', direct: false, reason: '' } as const

async function modelPlan(context: RunContext): Promise<Plan['subtasks'] | undefined> {
  const planning = context.ports.planners.model
  if (planning === null) return undefined
  const { task } = context.run
  if (planning.isSimple(task)) return [directSubtask('m1', task)]
  const input = { ...planInput(context, 'execution'), discovered: {}, failed: [] }
  const outcome = await planning.planner(journaledModelCall(context, '@plan.execution')).plan(input, context.signal)
  return outcome.ok ? outcome.plan.subtasks : undefined
}
