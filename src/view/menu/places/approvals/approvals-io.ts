import type { InboxRow } from './inbox-row.ts'

export type ApprovalsEffect = { readonly do: 'look'; readonly decided: boolean }
export type ApprovalsData =
  /** Newest first. `decided` null: not asked for. */
  | { readonly type: 'rows'; readonly pending: readonly InboxRow[]; readonly decided: readonly InboxRow[] | null }
  | { readonly type: 'failed' }
