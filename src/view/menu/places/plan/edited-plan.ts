import { isJsonObject, own } from '../../../../kernel/json.ts'
import type { PlanChange, SubtaskEdit } from '../../../../protocol/plan-change.ts'
import type { PlannedStep } from '../../../plan-steps.ts'
import type { ApprovalRow } from '../../../rows.ts'

/** A plan while a person changes it: what is left out, and what is other than it was. */
export interface EditedPlan {
  readonly steps: readonly PlannedStep[]
  readonly dropped: readonly string[]
  readonly edits: Readonly<Record<string, SubtaskEdit>>
}

const FIELDS = ['title', 'task', 'depends_on', 'required_tools', 'acceptance_criteria'] as const

/** The fields that are changed here; criteria stay as they are where they are not given. */
export type EditedFields = Required<Pick<SubtaskEdit, 'title' | 'task' | 'depends_on' | 'required_tools'>> &
  Pick<SubtaskEdit, 'acceptance_criteria'>

/** Of an approval of a plan, whose steps the host wrote from a plan that was checked. */
export function editedPlan({ args }: Pick<ApprovalRow, 'args'>): EditedPlan {
  const steps = isJsonObject(args) ? args['subtasks'] : undefined
  return { steps: Array.isArray(steps) ? (steps as unknown as PlannedStep[]) : [], dropped: [], edits: {} }
}

export function stepAsEdited(plan: EditedPlan, step: PlannedStep): PlannedStep {
  const { title, task, depends_on, required_tools, acceptance_criteria } = own(plan.edits, step.id) ?? {}
  return {
    ...step,
    title: title ?? step.title,
    task: task ?? step.task,
    depends_on: depends_on ?? step.depends_on,
    required_tools: required_tools ?? step.required_tools,
    acceptance_criteria: acceptance_criteria ?? step.acceptance_criteria,
  }
}

export function dropOrKeep(plan: EditedPlan, id: string): EditedPlan {
  const dropped = plan.dropped.includes(id) ? plan.dropped.filter((one) => one !== id) : [...plan.dropped, id]
  return { ...plan, dropped }
}

/** Keeps what differs from the plan as it was asked. */
export function editStep(plan: EditedPlan, step: PlannedStep, fields: EditedFields): EditedPlan {
  const same = (key: keyof EditedFields): boolean => JSON.stringify(fields[key]) === JSON.stringify(step[key])
  const keys = FIELDS.filter((key) => fields[key] !== undefined && !same(key))
  const others = Object.fromEntries(Object.entries(plan.edits).filter(([id]) => id !== step.id))
  if (keys.length === 0) return { ...plan, edits: others }
  return { ...plan, edits: { ...others, [step.id]: Object.fromEntries(keys.map((key) => [key, fields[key]])) } }
}

export function planChange({ steps, dropped, edits }: EditedPlan): PlanChange {
  const ids = steps.map(({ id }) => id)
  return {
    drop: ids.filter((id) => dropped.includes(id)),
    edit: Object.fromEntries(Object.entries(edits).filter(([id]) => !dropped.includes(id))),
  }
}

export function isChanged(plan: EditedPlan): boolean {
  const { drop, edit } = planChange(plan)
  return drop.length > 0 || Object.keys(edit).length > 0
}
