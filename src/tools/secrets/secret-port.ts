import type { Json } from '../../kernel/json.ts'
import type { ToolContext } from '../define-tool.ts'

/** The user's secrets, as the executor needs them. */
export interface SecretPort {
  /** Those that tools may get. */
  list(): readonly Pick<BoundSecret, 'name' | 'hosts'>[]
  /** What is kept under this name now, masked everywhere from now on; undefined: nothing. */
  find(name: string): BoundSecret | undefined
  /** Written down before the secret leaves. */
  used(use: SecretUse): void
  /** Every known value in all its forms replaced. */
  readonly mask: { text(text: string): string; json<T extends Json>(value: T): T }
}

export interface BoundSecret {
  readonly name: string
  readonly value: string
  /** `host` (port 443) or `host:port`. */
  readonly hosts: readonly string[]
  /** Empty: every agent. */
  readonly agents: readonly string[]
}

export interface SecretUse {
  readonly names: readonly string[]
  readonly tool: string
  /** `host:port` */
  readonly host: string
  readonly args_hash: string
  readonly context: Pick<ToolContext, 'run_id' | 'subtask_id' | 'agent_id'>
}
