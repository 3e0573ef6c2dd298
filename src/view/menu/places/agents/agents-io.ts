import type { EntrypointRow, TrashRow } from '../../../agent-care-rows.ts'
import type { AgentRow } from '../../../rows.ts'

/** What is done to an agent, from the list and from its own screen. */
export type AgentDeed =
  | { readonly do: 'delete'; readonly agent_ids: readonly string[] }
  | { readonly do: 'bring-back'; readonly agent_id: string }
  | { readonly do: 'switch'; readonly agent_id: string; readonly enabled: boolean }
  | { readonly do: 'accept'; readonly agent_id: string }

export type AgentsEffect =
  | { readonly do: 'look' }
  | { readonly do: 'empty-trash' }
  | { readonly do: 'rewrite'; readonly apply: boolean }
  | AgentDeed

export type AgentsData =
  | { readonly type: 'looked'; readonly agents: readonly AgentRow[]; readonly trash: readonly TrashRow[] }
  /** The look has ended, well or not. */
  | { readonly type: 'rested' }
  /** What would be changed; empty: nothing. */
  | { readonly type: 'rewritable'; readonly changes: readonly EntrypointRow[] }
