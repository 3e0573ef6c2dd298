import type { ApprovalKind, ApprovalStatus } from './records.ts'

/** Which approvals and questions are looked for; what is absent matches all. */
export interface ApprovalQuery {
  readonly limit: number
  readonly status?: ApprovalStatus | readonly ApprovalStatus[]
  readonly kind?: ApprovalKind | readonly ApprovalKind[]
  /** A part of its id. */
  readonly agent?: string
  /** Stands in what was asked, why, by whom it was answered, or in the answer. */
  readonly text?: string
  readonly run_id?: string
  /** The last one of the page before this one. */
  readonly after?: string
}
