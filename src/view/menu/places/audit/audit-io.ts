import type { AuditCheckRow } from '../../../audit-check-text.ts'
import type { AuditFormat } from '../../../audit-export/audit-format.ts'
import type { AuditRow } from '../../../rows.ts'

export type AuditOrder = 'newest' | 'oldest'

/** What is looked for, as it was typed. */
export interface AuditLook {
  readonly query: string
  readonly order: AuditOrder
}

export type AuditEffect =
  /** A page; after the record `from`, or the first one. */
  | { readonly do: 'page'; readonly look: AuditLook; readonly from: number | null }
  /** What has come since the record `after`. */
  | { readonly do: 'newer'; readonly look: AuditLook; readonly after: number }
  | { readonly do: 'verify' }
  | { readonly do: 'brought' }
  | { readonly do: 'adopt' }
  | { readonly do: 'export'; readonly look: AuditLook; readonly format: AuditFormat; readonly path: string; readonly overwrite: boolean }
  | { readonly do: 'paths'; readonly query: string }

export type AuditData =
  | {
      readonly type: 'page'
      readonly look: AuditLook
      readonly from: number | null
      readonly rows: readonly AuditRow[]
      /** There are more behind them. */
      readonly more: boolean
    }
  | { readonly type: 'newer'; readonly look: AuditLook; readonly rows: readonly AuditRow[] }
  /** The query could not be read; why has been said. */
  | { readonly type: 'failed' }
  | { readonly type: 'verified'; readonly check: AuditCheckRow; readonly fix: string }
  | { readonly type: 'brought'; readonly runs: readonly string[] }
  /** The file is there already, and was not touched. */
  | { readonly type: 'exists'; readonly path: string; readonly format: AuditFormat }
  | { readonly type: 'exported'; readonly path: string; readonly records: number; readonly check: AuditCheckRow }
  | { readonly type: 'paths'; readonly query: string; readonly paths: readonly string[] }
