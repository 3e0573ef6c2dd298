import type { GrantRow } from '../../../rows.ts'

export type GrantsEffect = { readonly do: 'look' } | { readonly do: 'revoke'; readonly ids: readonly string[] | 'all' }
export type GrantsData =
  | { readonly type: 'rows'; readonly rows: readonly GrantRow[] }
  | { readonly type: 'revoked'; readonly rows: readonly GrantRow[]; readonly gone: readonly string[] }
  | { readonly type: 'failed' }
