import type { AuditExplanation } from '../../../rows.ts'

export type AuditRecordEffect = { readonly do: 'explain'; readonly n: number }

/** null: there is no record of that number. */
export type AuditRecordData = { readonly type: 'explained'; readonly n: number; readonly explained: AuditExplanation | null }
