import type { ApprovalScope } from '../../../../protocol/approval.ts'
import type { PlanChange } from '../../../../protocol/plan-change.ts'
import type { RunStatus } from '../../../../protocol/run.ts'
import type { ChangePreview } from '../../../change-preview.ts'
import type { ApprovalRow, GrantEvaluation } from '../../../rows.ts'

export type Decision =
  | { readonly decision: 'approved'; readonly scope: ApprovalScope; readonly plan?: PlanChange }
  | { readonly decision: 'denied'; readonly note?: string }

export type ApprovalEffect =
  /** Tells the row when it is not as it was known. */
  | { readonly do: 'look'; readonly approval_id: string; readonly known: ApprovalRow['status'] | null }
  | { readonly do: 'decide'; readonly approval_id: string; readonly decision: Decision }
  | { readonly do: 'answer'; readonly approval_id: string; readonly text: string }
  /** Its run, which had parked. */
  | { readonly do: 'resume'; readonly run_id: string }

export type ApprovalData =
  /** `changes`: what its call would make of files. */
  | { readonly type: 'row'; readonly row: ApprovalRow; readonly changes: readonly ChangePreview[] }
  | Answered
  | { readonly type: 'resumed' }
  /** It could not be answered; why stands in the notice. */
  | { readonly type: 'failed' }

/** What came of an answer that was given here. */
export interface Answered {
  readonly type: 'answered'
  readonly row: ApprovalRow
  /** False: somebody else was first, and the row says who. */
  readonly won: boolean
  readonly run_status: RunStatus
  /** The same call, judged again with what was saved; a text: why that could not be known; null: nothing was saved. */
  readonly evaluation: GrantEvaluation | string | null
}
