import { defineScreen } from '../../define-screen.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { LIST_KEYS } from '../../parts/list.ts'
import { PANE_KEYS } from '../../parts/pane.ts'
import { isReadWhole } from '../../parts/read-through.ts'
import { READ_FIRST } from '../approval/dialog-choices.ts'
import { isChanged } from './edited-plan.ts'
import { planBlocks } from './plan-blocks.ts'
import { newPlanState, type PlanState } from './plan-state.ts'
import { chosenStep, reducePlan } from './reduce-plan.ts'

/** The steps of a plan that is asked for, changed before it is approved. It is opened from its approval, where all of it was read. */
export const planScreen = defineScreen<'plan', PlanState>({
  place: 'plan',
  title: 'Plan',
  keys: [
    { action: 'edit', keys: ['enter', 'e'], label: 'edit', help: 'Change title, task, tools and order of the step.' },
    { action: 'drop', keys: ['d'], label: 'drop or keep', help: 'Leave the step out of the plan, or take it in again.' },
    { action: 'approve', keys: ['a'], label: 'approve it', help: 'Approve the plan as it is now; it is shown once more before.' },
    { action: 'leave', keys: ['escape'], label: 'back', help: 'Back to the request; nothing is answered.' },
    ...LIST_KEYS.filter(({ action }) => action !== 'list.filter'),
    ...formKeys('change it'),
    ...CONFIRM_KEYS,
    ...PANE_KEYS.map((row) => ({ ...row, mode: CONFIRMING })),
  ],
  open: ({ approval_id }) => ({ state: newPlanState(approval_id), effects: [{ do: 'look', approval_id }] }),
  mode: ({ editing, asking }) => (editing !== null ? FORM : asking !== null ? CONFIRMING : undefined),
  typing: ({ editing }) => editing !== null,
  refused,
  reduce: reducePlan,
  view: (state, context) => ({ title: 'Plan', blocks: planBlocks(state, context) }),
})

function refused(state: PlanState, action: string): string {
  if (action === 'confirm.yes') return state.asking?.what !== 'approve' || isReadWhole(state.asking.read) ? '' : READ_FIRST
  if (!['edit', 'drop', 'approve'].includes(action)) return ''
  if (state.answered !== null) return `it is ${state.answered.row.status} already`
  if (state.sending) return 'the answer is on its way'
  if (chosenStep(state) === undefined) return 'there is no step'
  if (action !== 'approve') return ''
  return isChanged(state.plan) ? '' : 'nothing was changed: approve the plan as it is with 3, one screen back'
}
