/** An earlier form of an agent. */
export interface AgentVersionRow {
  readonly version: number
  /** When it stopped being the present one. */
  readonly at: string
  readonly by: string
  readonly why: string
  readonly digest: string
}

/** The files of an agent, as a person edits them. */
export interface EditableAgentRow {
  readonly agent_id: string
  readonly folder: string
  readonly manifest: string
  readonly skill: string
  readonly digest: string
  /** Files that could not be read. */
  readonly problems: readonly string[]
  /** Where a copy of a shipped agent would go, which then stands in for it. */
  readonly copy_to: string | null
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
