import type { MemoryHit, MemoryOwnerRow, MemoryRow } from '../../view/memory-row.ts'

export interface MemoryPageRow {
  readonly memories: MemoryRow[]
  /** `after` of the next page; null: this is the last one. */
  readonly next: string | null
}

export interface MemoryQuery {
  readonly kind?: MemoryRow['kind']
  readonly run_id?: string
  /** Expired and superseded ones too. */
  readonly all: boolean
  readonly limit: number
}

/** Which items are to go: one, or all of a kind or run (of all kinds and runs when neither is given). */
export type MemoryChoice = { readonly memory_id: string } | { readonly kind?: MemoryRow['kind']; readonly run_id?: string }

/** The memories of agents. All throw NOT_FOUND for an unknown agent, and STORE_CORRUPT for a memory that cannot be read. */
export interface MemoryFunctions {
  /** Every agent and how much it remembers, by id, from the one behind `after`. */
  memoryOwners(page?: { readonly after?: string | undefined; readonly limit: number }): Promise<MemoryOwnerRow[]>
  /** Pinned ones first, then the newest. */
  listMemory(agent_id: string, query: MemoryQuery): Promise<MemoryRow[]>
  /** The same page by page; nothing comes twice and nothing is missed, whatever is forgotten between. Throws ID_INVALID for an `after` that no page gave. */
  pageMemory(agent_id: string, query: MemoryQuery & { readonly after?: string }): Promise<MemoryPageRow>
  /** What a task of these words would recall, the best first. */
  searchMemory(agent_id: string, query: string, limit: number): Promise<MemoryHit[]>
  /** By a full id or a unique prefix of 4 or more characters. Throws ID_INVALID, ID_AMBIGUOUS, NOT_FOUND. */
  getMemory(agent_id: string, prefix: string): Promise<MemoryRow>
  /** A pinned item neither expires nor gives way. */
  pinMemory(agent_id: string, memory_id: string, pinned: boolean): Promise<MemoryRow>
  /** Out of the file for good. Gives what was there. */
  forgetMemory(agent_id: string, choice: MemoryChoice): Promise<MemoryRow[]>
}
