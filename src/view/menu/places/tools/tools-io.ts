import type { ToolVerdict } from '../../../policy-rows.ts'
import type { AgentRow, ToolRow } from '../../../rows.ts'

export type ToolsEffect = { readonly do: 'load'; readonly agent_id: string | null }

export type ToolsData =
  | { readonly type: 'tools'; readonly agent_id: string | null; readonly tools: readonly ToolRow[]; readonly agents: readonly AgentRow[] }
  /** What the policy says to the first example of a tool; null: it could not be judged. */
  | { readonly type: 'judged'; readonly agent_id: string | null; readonly tool: string; readonly verdict: ToolVerdict | null }
