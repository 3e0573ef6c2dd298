import type { PlannedStep } from '../../../plan-steps.ts'
import { CONFIRMING } from '../../parts/confirm.ts'
import { newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { chosenIndex, reduceList } from '../../parts/list.ts'
import { PANE_AT_TOP, reducePane } from '../../parts/pane.ts'
import { readOn, UNREAD } from '../../parts/read-through.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import { IGNORE_KEYS_MS } from '../approval/approval-state.ts'
import { dropOrKeep, editedPlan, editStep, isChanged, planChange, stepAsEdited } from './edited-plan.ts'
import type { PlanData, PlanEffect } from './plan-io.ts'
import { changedPlanLines, changeLines } from './plan-lines.ts'
import type { Asking, PlanState } from './plan-state.ts'
import { stepFields, stepForm } from './step-form.ts'

type PlanStep = Step<PlanState, PlanEffect>
type Message = ScreenMessage<PlanData>

export function reducePlan(state: PlanState, message: Message, context: ScreenContext): PlanStep {
  if (message.type === 'data') return { state: told(state, message.data) }
  if (state.editing !== null) return { state: edited(state, state.editing, message, context) }
  if (state.asking !== null) {
    const asking = scrolled(state.asking, message)
    if (asking !== undefined) return { state: { ...state, asking } }
  }
  const list = reduceList(state.list, message, stepIds(state))
  if (list !== undefined) return { state: { ...state, list } }
  return message.type === 'action' ? acted(state, message.action, context.now) : { state }
}

export function chosenStep({ plan, list }: PlanState): PlannedStep | undefined {
  const ids = plan.steps.map(({ id }) => id)
  return plan.steps[chosenIndex(list, ids)]
}

function stepIds({ plan }: PlanState): string[] {
  return plan.steps.map(({ id }) => id)
}

function told(state: PlanState, data: PlanData): PlanState {
  switch (data.type) {
    case 'row':
      return state.row === null ? { ...state, row: data.row, plan: editedPlan(data.row) } : { ...state, row: data.row }
    case 'answered':
      return { ...state, row: data.row, sending: false, editing: null, asking: null, answered: data, problem: '' }
    case 'failed':
      return { ...state, sending: false, problem: data.problem }
    default:
      return data satisfies never
  }
}

function edited(state: PlanState, { id, form }: NonNullable<PlanState['editing']>, message: Message, context: ScreenContext): PlanState {
  const step = reduceForm(form, message, context)
  if (step === undefined) return state
  if (step.outcome === 'cancel') return { ...state, editing: null }
  const before = state.plan.steps.find((one) => one.id === id)
  if (step.outcome === 'edited' || before === undefined) return { ...state, editing: { id, form: step.form } }
  return { ...state, editing: null, problem: '', plan: editStep(state.plan, before, stepFields(formValues(step.form))) }
}

const ASKED = { pane: PANE_AT_TOP, read: UNREAD }

function scrolled(asking: Asking, message: Message): Asking | undefined {
  const pane = reducePane(asking.pane, message, { id: CONFIRMING })
  if (pane === undefined) return undefined
  const shown = message.type === 'shown' ? message.shown[CONFIRMING] : undefined
  return { ...asking, pane, read: shown === undefined ? asking.read : readOn(asking.read, shown, asking.lines) }
}

function acted(state: PlanState, action: string, now: number): PlanStep {
  const step = chosenStep(state)
  switch (action) {
    case 'edit': {
      if (step === undefined) return { state }
      const form = newForm(stepForm(stepAsEdited(state.plan, step), stepIds(state)))
      return { state: { ...state, editing: { id: step.id, form } } }
    }
    case 'drop':
      return { state: step === undefined ? state : { ...state, problem: '', plan: dropOrKeep(state.plan, step.id) } }
    case 'approve':
      return { state: { ...state, asking: { ...ASKED, what: 'approve', since: now, lines: changedPlanLines(state.plan) } } }
    case 'leave':
      if (!isChanged(state.plan) || state.answered !== null) return { state, go: { type: 'back' } }
      return { state: { ...state, asking: { ...ASKED, what: 'leave', since: now, lines: changeLines(state.plan) } } }
    case 'confirm.no':
      return { state: { ...state, asking: null } }
    case 'confirm.yes':
      return confirmed(state, now)
    default:
      return { state }
  }
}

function confirmed(state: PlanState, now: number): PlanStep {
  const { asking, approval_id, plan } = state
  // A key that was meant for something else must not answer.
  if (asking === null || Math.abs(now - asking.since) < IGNORE_KEYS_MS) return { state }
  if (asking.what === 'leave') return { state: { ...state, asking: null }, go: { type: 'back' } }
  return { state: { ...state, asking: null, sending: true }, effects: [{ do: 'approve', approval_id, plan: planChange(plan) }] }
}
