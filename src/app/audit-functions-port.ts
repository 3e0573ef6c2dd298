import type { AuditQuery } from '../store/audit-query.ts'
import type { AuditExplanation, AuditRow } from '../view/rows.ts'

/** The audit log: what was decided and done. */
export interface AuditFunctions {
  listAudit(query: AuditQuery): Promise<AuditRow[]>
  /** Oldest first, page by page: never the whole log at once. */
  walkAudit(query: AuditQuery): AsyncIterable<readonly AuditRow[]>
  /** With `run_id` from the first record of that run on; else the whole chain. */
  verifyAudit(options?: { readonly run_id?: string }): Promise<AuditCheck>
  /** One record with all that led to it and came of it. Throws NOT_FOUND. */
  explainAudit(n: number): Promise<AuditExplanation>
  /** Runs that were in the registry before this user first opened it. */
  broughtRuns(): Promise<readonly string[]>
  /** Takes them as the user's own: they can be resumed, approved and undone from now on. */
  adoptRuns(): Promise<readonly string[]>
  /** Keeps what the guard of the dashboard refused. */
  recordWebRefusal(refusal: WebRefusal): Promise<void>
}

export type AuditCheck =
  | { readonly ok: true; readonly records: number; readonly head: string }
  | { readonly ok: false; readonly records: number; readonly first_bad: number; readonly problem: string }

export interface WebRefusal {
  /** Which check: host, origin, session, ... */
  readonly rule: string
  readonly method: string
  /** Without the query: it may hold a sign-in code. */
  readonly path: string
  readonly reason: string
}
