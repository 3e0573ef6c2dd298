import type { AgentMemoryState } from '../../../memory-row.ts'

export type MemoryEffect = { readonly do: 'load' }

/** An agent and how much it remembers. */
export interface MemoryOwner extends AgentMemoryState {
  readonly agent_id: string
}

export type MemoryData = { readonly type: 'owners'; readonly owners: readonly MemoryOwner[] }
