import type { SecretRow } from '../../view/rows.ts'

/** Secrets of the user. No value ever comes out of here. */
export interface SecretFunctions {
  /** Throws CONFIG_INVALID for a broken file. */
  listSecrets(): Promise<SecretRow[]>
  /** What is left out of the binding of a secret that is there already stays as it is. Throws USAGE for a name, value or binding that cannot be. */
  setSecret(wanted: NewSecret): Promise<{ readonly row: SecretRow; readonly path: string; readonly replaced: boolean }>
  /** Throws NOT_FOUND. */
  removeSecret(name: string): Promise<SecretRow>
  /** Where each was used here, and where its value stands in plain text in the files of this workspace and of the user. */
  auditSecrets(): Promise<SecretAudit>
}

export interface NewSecret {
  readonly name: string
  readonly value: string
  readonly hosts?: readonly string[]
  readonly agents?: readonly string[]
}

export interface SecretAudit {
  readonly secrets: readonly SecretRow[]
  /** The last uses, newest first. */
  readonly uses: readonly SecretUse[]
  readonly files: number
  readonly exposed: readonly { readonly name: string; readonly path: string }[]
}

export interface SecretUse {
  readonly name: string
  readonly used_at: number
  readonly tool: string
  readonly host: string
  readonly agent_id: string | null
  readonly run_id: string | null
}
