import { type Clock, isoTime } from '../kernel/clock.ts'
import { toJson } from '../kernel/json.ts'
import type { Redactor } from '../kernel/redact.ts'
import { type AuditHead, readAuditHead, writeAuditHead } from './audit-head.ts'
import { type AuditQuery, auditParameters } from './audit-query.ts'
import { type AuditRow, auditHash, GENESIS_HASH, toAuditRecord } from './audit-row.ts'
import type { Connection } from './connection.ts'
import type { AuditRecord, AuditVerdict, NewAuditRecord } from './records.ts'
import { AUDIT_SQL } from './sql/audit-sql.ts'
import { prepareStatements } from './statements.ts'
import type { AuditLog } from './store.ts'
import { errorCode, mapStoreErrors } from './store-error.ts'
import { throttle } from './throttle.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import { verifyAudit } from './verify-audit.ts'

export interface AuditLogOptions {
  readonly connection: Connection
  readonly unit: UnitOfWork
  readonly clock: Clock
  readonly redactor: Redactor
  /** Where the head of the chain is kept outside the database. */
  readonly headPath: string
}

/** A rename costs as much as a commit: in a burst of records the head is written once per interval, and at the end. */
const HEAD_INTERVAL_MS = 50

export interface OpenAuditLog extends AuditLog {
  close(): void
}

export function createAuditLog(options: AuditLogOptions): OpenAuditLog {
  const { connection, unit, clock, redactor, headPath } = options
  const sql = prepareStatements(connection, AUDIT_SQL)
  const heads = throttle(writeHead, HEAD_INTERVAL_MS)

  function append(record: NewAuditRecord): AuditRecord {
    return unit.run(undefined, () => {
      const last = sql.last.get<AuditHead>() ?? { n: 0, hash: GENESIS_HASH }
      const body = { n: last.n + 1, at: isoTime(clock.now()), ...redacted(record), prev_hash: last.hash }
      const full: AuditRecord = { ...body, hash: auditHash(body) }
      sql.insert.run({ ...full, detail: JSON.stringify(full.detail) })
      unit.afterCommit(keepHead, { n: full.n, hash: full.hash })
      return full
    })
  }

  function redacted(record: NewAuditRecord): Omit<AuditRecord, 'n' | 'at' | 'prev_hash' | 'hash'> {
    const text = (value: string | null | undefined): string | null => (value === null || value === undefined ? null : redactor.text(value))
    return {
      actor: redactor.text(record.actor),
      action: record.action,
      run_id: record.run_id ?? null,
      subtask_id: record.subtask_id ?? null,
      agent_id: text(record.agent_id),
      target: redactor.text(record.target),
      decision: record.decision ?? null,
      rule: text(record.rule),
      reason: text(record.reason),
      args_hash: record.args_hash ?? null,
      detail: redactor.json(toJson(record.detail ?? null)),
    }
  }

  // Must not throw: the records are committed, and a head that lags behind is allowed. It never replaces a head that contradicts the
  // database, or the next record would hide a cut tail.
  function writeHead(head: AuditHead): void {
    try {
      if (mayFollow(readAuditHead(headPath), head)) writeAuditHead(headPath, head)
    } catch (error) {
      if (errorCode(error) === undefined) throw error
    }
  }

  function keepHead(written: AuditHead[]): void {
    const head = written.at(-1)
    if (head !== undefined) heads.push(head)
  }

  function mayFollow(known: ReturnType<typeof readAuditHead>, next: AuditHead): boolean {
    if (known === undefined) return true
    if (known === 'damaged' || known.n >= next.n) return false
    return known.n === 0 || sql.hashAt.get<{ hash: string }>(known.n)?.hash === known.hash
  }

  function verify({ run_id }: { readonly run_id?: string } = {}): AuditVerdict {
    heads.flush()
    const head = mapStoreErrors(headPath, () => readAuditHead(headPath))
    const walk = (n: number, limit: number): AuditRow[] => sql.walk.all<AuditRow>(n, limit)
    return inSnapshot(() => verifyAudit({ head, headPath, walk, ...(run_id === undefined ? {} : { after: beforeRun(run_id, head) }) }))
  }

  // The record that the head outside names has to be met on the way.
  function beforeRun(run_id: string, head: ReturnType<typeof readAuditHead>): AuditHead {
    const first = sql.firstOfRun.get<{ n: number | null }>(run_id)?.n ?? 1
    const n = Math.min(first, typeof head === 'object' && head.n > 0 ? head.n : first) - 1
    const hash = sql.hashAt.get<{ hash: string }>(n)?.hash
    return hash === undefined ? { n: 0, hash: GENESIS_HASH } : { n, hash }
  }

  function inSnapshot<T>(fn: () => T): T {
    if (connection.db.inTransaction) return fn()
    sql.beginRead.run()
    try {
      return fn()
    } finally {
      sql.endRead.run()
    }
  }

  function list(query: AuditQuery): AuditRecord[] {
    const statement = query.order === 'oldest' ? sql.oldest : sql.newest
    return statement.all<AuditRow>(auditParameters(query)).map(toAuditRecord)
  }

  function get(n: number): AuditRecord | undefined {
    const row = sql.get.get<AuditRow>(n)
    return row && toAuditRecord(row)
  }

  function tally(action: string): ReturnType<AuditLog['tally']> {
    const rows = sql.tally.all<{ target: string; uses: number; last_at: string }>(action)
    return rows.map(({ target, uses, last_at }) => ({ target, uses, last_used_at: Date.parse(last_at) }))
  }

  return {
    tally,
    append,
    list,
    get,
    verify,
    close: heads.flush,
  }
}
