import type { ApprovalRow } from '../../../rows.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { EMPTY_LIST, type ListState } from '../../parts/list.ts'
import type { PaneState } from '../../parts/pane.ts'
import type { ReadThrough } from '../../parts/read-through.ts'
import type { Line } from '../../span.ts'
import type { Answered } from '../approval/approval-io.ts'
import type { EditedPlan } from './edited-plan.ts'

export interface PlanState {
  readonly approval_id: string
  readonly row: ApprovalRow | null
  readonly plan: EditedPlan
  readonly list: ListState
  /** The step that is edited. */
  readonly editing: { readonly id: string; readonly form: FormState } | null
  readonly asking: Asking | null
  readonly sending: boolean
  /** Why the plan as it is cannot be carried out; empty: not known of any reason. */
  readonly problem: string
  readonly answered: Answered | null
}

/** What is asked before it is done. */
export interface Asking {
  readonly what: 'approve' | 'leave'
  readonly since: number
  /** What would be approved, or lost. */
  readonly lines: readonly Line[]
  readonly pane: PaneState
  readonly read: ReadThrough
}

export function newPlanState(approval_id: string): PlanState {
  return {
    approval_id,
    row: null,
    plan: { steps: [], dropped: [], edits: {} },
    list: EMPTY_LIST,
    editing: null,
    asking: null,
    sending: false,
    problem: '',
    answered: null,
  }
}
