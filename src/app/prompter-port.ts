import type { ApprovalScope } from '../protocol/approval.ts'
import type { PlanChange } from '../protocol/plan-change.ts'
import type { ApprovalRow } from '../view/rows.ts'

/** Who is asked: a terminal, or `inbox`: whoever answers the approval, from wherever; the run waits for that. */
export type Prompter = TerminalPrompter | 'inbox'

/** The terminal, as the app sees it. The app calls one at a time or several; the terminal asks them one after the other. */
export interface TerminalPrompter {
  /** `signal` aborts when it was decided elsewhere or expired; undefined then. */
  decide(approval: ApprovalRow, signal: AbortSignal): Promise<ApprovalDecision | undefined>
  answer(question: ApprovalRow, signal: AbortSignal): Promise<string | undefined>
}

export type ApprovalDecision =
  /** `plan`: with what a plan is approved. */
  | { readonly decision: 'approved'; readonly scope: ApprovalScope; readonly plan?: PlanChange }
  | { readonly decision: 'denied'; readonly note?: string }
