import { planSteps } from '../../../plan-steps.ts'
import { visibleLine } from '../../../shown-text.ts'
import { confirmBlocks } from '../../parts/confirm.ts'
import { formView } from '../../parts/form/form-view.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block, TableRow } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { answeredLines } from '../approval/answered-lines.ts'
import { stepAsEdited } from './edited-plan.ts'
import { textLines } from './plan-lines.ts'
import type { PlanState } from './plan-state.ts'
import { chosenStep } from './reduce-plan.ts'

export function planBlocks(state: PlanState, context: ScreenContext): Block[] {
  const { row, editing, asking, answered } = state
  if (row === null) return [{ kind: 'text', lines: [line(span('looking...', 'dim'))] }]
  if (answered !== null) return [{ kind: 'text', wrap: true, lines: answeredLines(answered.row, answered, context.now) }]
  if (editing !== null) return [{ kind: 'rule', title: `step ${visibleLine(editing.id)}` }, formView(editing.form, context)]
  if (asking?.what === 'leave')
    return confirmBlocks('Go back? The plan is not answered, and these changes are lost.', asking.lines, asking.pane)
  if (asking !== null) return confirmBlocks('Approve the plan with these changes?', asking.lines, asking.pane)
  return [...problemBlocks(state), stepTable(state), ...detailBlocks(state)]
}

function problemBlocks({ problem, sending }: PlanState): Block[] {
  if (sending) return [{ kind: 'text', lines: [line(span('approving...', 'dim'))] }]
  return problem === '' ? [] : [{ kind: 'text', wrap: true, lines: textLines(problem, 'bad') }]
}

function stepTable(state: PlanState): Block {
  const { plan, list } = state
  const rows = plan.steps.map((step): TableRow => {
    const { id, title, depends_on } = stepAsEdited(plan, step)
    return { id, cells: [line(visibleLine(id)), markOf(state, id), line(visibleLine(title)), line(span(afterText(depends_on), 'dim'))] }
  })
  const chosen = chosenIndex(
    list,
    plan.steps.map(({ id }) => id),
  )
  const columns = [{ title: 'step' }, { title: '' }, { title: 'title', flexible: true }, { title: 'after', optional: true }]
  return { kind: 'table', columns, rows, chosen, empty: [line(span('this plan has no steps', 'dim'))] }
}

function afterText(ids: readonly string[]): string {
  return ids.map(visibleLine).join(', ')
}

function markOf({ plan }: PlanState, id: string): Line {
  if (plan.dropped.includes(id)) return line(span('dropped', 'bad'))
  return line(span(Object.hasOwn(plan.edits, id) ? 'edited' : '', 'warn'))
}

function detailBlocks(state: PlanState): Block[] {
  const step = chosenStep(state)
  if (step === undefined) return []
  const lines = textLines(planSteps([stepAsEdited(state.plan, step)]), 'plain').slice(1)
  return [
    { kind: 'rule', title: visibleLine(step.id) },
    { kind: 'text', wrap: true, lines },
  ]
}
