import type { AuditHead } from './audit-head.ts'
import { type AuditRow, auditHash, GENESIS_HASH, toAuditRecord } from './audit-row.ts'
import type { AuditVerdict } from './records.ts'

const BATCH = 1000

export interface VerifyAuditOptions {
  /** The record before the first that is looked at; absent: the whole chain. */
  readonly after?: { readonly n: number; readonly hash: string }
  /** Records after `n` in order, at most `limit`. */
  walk(n: number, limit: number): AuditRow[]
  /** The head kept outside, read before the first record. */
  readonly head: AuditHead | 'damaged' | undefined
  readonly headPath: string
}

interface Walked {
  readonly n: number
  readonly hash: string
  /** The hash of the record that the outside head names, once it was met. */
  readonly atHead: string | undefined
}

/**
 * Walks the whole chain. An edited, removed or moved record breaks the chain at its place; a cut tail or an old copy is seen by the head outside,
 * which knows more or something else. The head may lag behind by what a crash left: then its own record must still be there.
 */
export function verifyAudit(options: VerifyAuditOptions): AuditVerdict {
  let walked: Walked = { n: 0, hash: GENESIS_HASH, ...options.after, atHead: undefined }
  for (;;) {
    const rows = options.walk(walked.n, BATCH)
    for (const row of rows) {
      const problem = problemOf(row, walked)
      if (problem !== undefined) return bad(walked.n, walked.n + 1, problem)
      walked = { n: row.n, hash: row.hash, atHead: headN(options) === row.n ? row.hash : walked.atHead }
    }
    if (rows.length < BATCH) return compareHead(walked, options)
  }
}

function problemOf(row: AuditRow, before: Walked): string | undefined {
  const expected = before.n + 1
  if (row.n !== expected) return `Record ${expected} is missing; the next one is ${row.n}.`
  const { hash, ...rest } = readable(row) ?? {}
  if (hash === undefined) return `Record ${row.n} was edited: its detail is not JSON.`
  if (row.prev_hash !== before.hash) return `Record ${row.n} does not follow the one before it: one of them was replaced or moved.`
  if (auditHash(rest as Parameters<typeof auditHash>[0]) !== hash) return `Record ${row.n} was edited: its hash does not fit its content.`
  return undefined
}

function readable(row: AuditRow): Partial<ReturnType<typeof toAuditRecord>> | undefined {
  try {
    return toAuditRecord(row)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function compareHead(walked: Walked, { head, headPath }: VerifyAuditOptions): AuditVerdict {
  if (head === 'damaged')
    return bad(walked.n, walked.n + 1, `The head outside the database is damaged: ${headPath}. Remove it to go on without it.`)
  if (head === undefined) return { ok: true, records: walked.n, head: walked.hash }
  if (head.n > walked.n) {
    const problem = `The head outside the database (${headPath}) knows ${head.n} records, the database has ${walked.n}: its end was cut off, or it is an old copy.`
    return bad(walked.n, walked.n + 1, problem)
  }
  if (head.n > 0 && walked.atHead !== head.hash) {
    return bad(
      walked.n,
      head.n,
      `Record ${head.n} is not the one that the head outside the database (${headPath}) names: the history was replaced.`,
    )
  }
  return { ok: true, records: walked.n, head: walked.hash }
}

function headN({ head }: VerifyAuditOptions): number {
  return typeof head === 'object' ? head.n : -1
}

function bad(records: number, first_bad: number, problem: string): AuditVerdict {
  return { ok: false, records, first_bad, problem }
}
