import type { PlanChange } from '../../../../protocol/plan-change.ts'
import type { ApprovalRow } from '../../../rows.ts'
import type { Answered } from '../approval/approval-io.ts'

export type PlanEffect =
  | { readonly do: 'look'; readonly approval_id: string }
  | { readonly do: 'approve'; readonly approval_id: string; readonly plan: PlanChange }

export type PlanData =
  | { readonly type: 'row'; readonly row: ApprovalRow }
  | Answered
  /** The plan as it was changed cannot be carried out, or could not be approved; lines. */
  | { readonly type: 'failed'; readonly problem: string }
