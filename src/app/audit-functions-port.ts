import type { AuditQuery } from '../store/audit-query.ts'
import type { AuditCheckRow } from '../view/audit-check-text.ts'
import type { AuditFormat } from '../view/audit-export/audit-format.ts'
import type { AuditExplanation, AuditRow } from '../view/rows.ts'

/** The audit log: what was decided and done. */
export interface AuditFunctions {
  listAudit(query: AuditQuery): Promise<AuditRow[]>
  /** Oldest first, page by page: never the whole log at once. */
  walkAudit(query: AuditQuery): AsyncIterable<readonly AuditRow[]>
  /** With `run_id` from the first record of that run on; else the whole chain. */
  verifyAudit(options?: { readonly run_id?: string }): Promise<AuditCheck>
  /** What the query leaves, oldest first, and the head of the chain as it was checked before. A broken chain is exported all the same. Throws USAGE. */
  exportAudit(wanted: AuditExport): Promise<{ readonly records: number; readonly check: AuditCheck }>
  /** One record with all that led to it and came of it. Throws NOT_FOUND. */
  explainAudit(n: number): Promise<AuditExplanation>
  /** Runs that were in the registry before this user first opened it. */
  broughtRuns(): Promise<readonly string[]>
  /** Takes them as the user's own: they can be resumed, approved and undone from now on. */
  adoptRuns(): Promise<readonly string[]>
  /** Keeps what the guard of the dashboard refused. */
  recordWebRefusal(refusal: WebRefusal): Promise<void>
  /** Keeps that a browser signed in to the dashboard, or out of it. */
  recordWebSession(what: 'signed_in' | 'signed_out'): Promise<void>
}

export type AuditCheck = AuditCheckRow

export interface AuditExport {
  readonly query: AuditQuery
  readonly format: AuditFormat
  /** The path of a file, which is there whole or not at all; or somebody who takes it piece by piece. */
  readonly to: string | AuditSink
}

/** Where an export goes, piece by piece. */
export interface AuditSink {
  write(text: string): void
  /** Nobody reads any more. */
  isClosed(): boolean
  finish(): void
  abandon(): void
}

export interface WebRefusal {
  /** Which check: host, origin, session, ... */
  readonly rule: string
  readonly method: string
  /** Without the query: it may hold a sign-in code. */
  readonly path: string
  readonly reason: string
}
