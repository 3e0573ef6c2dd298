import * as z from 'zod/mini'
import { ClawError } from '../kernel/claw-error.ts'
import { toJson } from '../kernel/json.ts'
import { changePlan } from '../planning/change-plan.ts'
import { plannedSchema } from '../protocol/plan.ts'
import { type PlanChange, planChangeSchema } from '../protocol/plan-change.ts'
import type { ApprovalRecord } from '../store/records.ts'
import type { Services } from './open-services.ts'

const planArgs = z.object({ subtasks: z.array(plannedSchema) })

/** The change as it is kept with the answer. Throws USAGE for what is no plan, PLAN_CHANGE_INVALID for a change that leaves no plan that can be carried out. */
export function checkedChange({ config, store, redactor }: Services, row: ApprovalRecord, change: PlanChange): string {
  const id = row.approval_id
  if (row.kind !== 'plan')
    throw new ClawError('USAGE', `${id} is not a plan: nothing of it can be dropped or edited.`, { fix: `claw approve ${id}` })
  const parsed = planChangeSchema.safeParse(change)
  if (!parsed.success)
    throw new ClawError('USAGE', `The change is not valid: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
  const { subtasks } = planArgs.parse(row.args)
  const done = store.subtasks.list(row.run_id).filter((subtask) => subtask.status === 'succeeded')
  const rules = { maxSubtasks: config.maxSubtasksPerPhase, doneIds: done.map((subtask) => subtask.spec.id) }
  const changed = changePlan(subtasks, parsed.data, rules)
  if (!changed.ok)
    throw new ClawError('PLAN_CHANGE_INVALID', changed.errors.join('\n'), { fix: `claw approvals ${id}`, where: `approval ${id}` })
  return JSON.stringify(redactor.json(toJson(parsed.data)))
}
