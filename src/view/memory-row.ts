/** One item of an agent's memory. */
export interface MemoryRow {
  readonly memory_id: string
  readonly agent_id: string
  readonly kind: 'fact' | 'procedure' | 'episode'
  readonly text: string
  readonly state: 'live' | 'expired' | 'superseded'
  readonly pinned: boolean
  /** Learned in a run that had read content from outside, or brought along from elsewhere. */
  readonly untrusted: boolean
  readonly run_id: string
  readonly subtask_id: string | null
  /** The successful tool call that it rests on: its intent, the tool, its entry in the journal of the run. */
  readonly evidence: string
  readonly tool: string | null
  readonly seq: number | null
  readonly created_at: number
  readonly expires_at: number | null
  readonly superseded_by: string | null
  readonly superseded_at: number | null
  readonly uses: number
  readonly last_recalled_at: number | null
}

export interface MemoryHit extends MemoryRow {
  readonly score: number
}

export interface AgentMemoryState {
  /** null: there is none, or it cannot be read. */
  readonly memory: {
    readonly facts: number
    readonly procedures: number
    readonly episodes: number
    readonly pinned: number
    readonly bytes: number
  } | null
  /** Why the memory cannot be read, else null. */
  readonly memory_problem: string | null
}

/** An agent and how much it remembers. */
export interface MemoryOwnerRow extends AgentMemoryState {
  readonly agent_id: string
}
