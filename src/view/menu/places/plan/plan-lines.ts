import { planSteps } from '../../../plan-steps.ts'
import { visibleLine, visibleText } from '../../../shown-text.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'
import { type EditedPlan, planChange, stepAsEdited } from './edited-plan.ts'

/** What changes, and the whole plan as it is then. */
export function changedPlanLines(plan: EditedPlan): Line[] {
  const kept = plan.steps.filter(({ id }) => !plan.dropped.includes(id)).map((step) => stepAsEdited(plan, step))
  return [...changeLines(plan), line(), line(span('The plan is then:', 'dim')), ...textLines(planSteps(kept), 'plain')]
}

export function changeLines(plan: EditedPlan): Line[] {
  const { drop, edit } = planChange(plan)
  return [
    ...(drop.length === 0 ? [] : [line(span('dropped: ', 'dim'), span(drop.map(visibleLine).join(', '), 'bad'))]),
    ...Object.entries(edit).map(([id, fields]) => line(span('edited:  ', 'dim'), `${visibleLine(id)} (${Object.keys(fields).join(', ')})`)),
  ]
}

export function textLines(text: string, as: Meaning): Line[] {
  return visibleText(text)
    .split('\n')
    .map((one) => line(span(visibleLine(one), as)))
}
