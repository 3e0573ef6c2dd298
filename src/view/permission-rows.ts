/** What the policy says about a call of its kind by an agent, as long as it has read nothing and its task names no host. */
export interface PermissionRow {
  readonly tool: string
  /** What the call does, in words: `writes a file of the workspace`. */
  readonly call: string
  readonly decision: 'allow' | 'ask' | 'deny'
  readonly rule: string
  readonly reason: string
}

export interface AgentPermissions {
  readonly policy: string
  readonly sandbox: string
  readonly rows: readonly PermissionRow[]
}
