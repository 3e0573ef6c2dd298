/** An earlier form of an agent. */
export interface AgentVersionRow {
  readonly version: number
  /** When it stopped being the present one. */
  readonly at: string
  readonly by: string
  readonly why: string
  readonly digest: string
}

/** A deleted agent that can be brought back. */
export interface TrashRow {
  readonly agent_id: string
  readonly deleted_at: number
  readonly name: string
  readonly folder: string
}

/** What `rewrite-entrypoints` did or would do. */
export interface EntrypointRow {
  readonly agent_id: string
  readonly change: string
  readonly applied: boolean
}
