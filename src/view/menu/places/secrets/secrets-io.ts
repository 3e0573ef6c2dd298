import type { SecretRow } from '../../../rows.ts'

export type SecretsEffect =
  | { readonly do: 'load' }
  /** What is left out of a binding stays as it is. */
  | {
      readonly do: 'set'
      readonly name: string
      readonly value: string
      readonly hosts?: readonly string[]
      readonly agents?: readonly string[]
    }
  | { readonly do: 'remove'; readonly name: string }
  /** Where a value stands in plain text. */
  | { readonly do: 'scan' }

export type SecretsData =
  | { readonly type: 'secrets'; readonly rows: readonly SecretRow[] }
  | { readonly type: 'set' }
  /** Nothing was kept; why has been said. */
  | { readonly type: 'refused' }
  | { readonly type: 'scanned'; readonly files: number; readonly exposed: readonly { readonly name: string; readonly path: string }[] }
