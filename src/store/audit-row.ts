import { hashJson } from '../kernel/hash.ts'
import type { Json } from '../kernel/json.ts'
import type { AuditRecord } from './records.ts'

/** `prev_hash` of the first record. */
export const GENESIS_HASH = '0'.repeat(64)

export interface AuditRow extends Omit<AuditRecord, 'detail'> {
  readonly detail: string
}

export function toAuditRecord(row: AuditRow): AuditRecord {
  return { ...row, detail: JSON.parse(row.detail) as Json }
}

/** SHA-256 over the canonical JSON of the record without its hash: the previous hash is part of it, so the records form a chain. */
export function auditHash(record: Omit<AuditRecord, 'hash'>): string {
  return hashJson(record)
}
