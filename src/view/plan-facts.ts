import { isJsonObject, type Json } from '../kernel/json.ts'
import type { ApprovalFact } from './approval-view.ts'
import { type PlannedStep, planSteps } from './plan-steps.ts'
import { visibleText } from './shown-text.ts'

/** A plan that is asked for, step by step; undefined when it is none: then it is shown as JSON. */
export function planFacts(args: Json): ApprovalFact[] | undefined {
  const steps = isJsonObject(args) ? args['subtasks'] : undefined
  // Written by the host from a plan that was checked.
  return Array.isArray(steps)
    ? [{ label: 'plan', text: visibleText(planSteps(steps as unknown as PlannedStep[])), kind: 'exact' }]
    : undefined
}
