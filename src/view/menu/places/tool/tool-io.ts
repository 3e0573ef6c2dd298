import type { JsonObject } from '../../../../kernel/json.ts'
import type { ToolCallRow, ToolVerdict } from '../../../policy-rows.ts'
import type { ToolRow } from '../../../rows.ts'

export type ToolEffect =
  | { readonly do: 'load'; readonly name: string; readonly agent_id: string | null }
  /** What would become of the call; nothing is done. */
  | { readonly do: 'judge'; readonly call: ToolCallWish }
  | { readonly do: 'call'; readonly call: ToolCallWish }
  /** To what the policy asks about the call that is under way. */
  | { readonly do: 'answer'; readonly allow: boolean }
  | { readonly do: 'cancel' }

export interface ToolCallWish {
  readonly tool: string
  readonly args: JsonObject
  readonly agent_id: string | null
}

export type ToolData =
  | { readonly type: 'tool'; readonly tool: ToolRow }
  | { readonly type: 'judged'; readonly verdict: ToolVerdict }
  | { readonly type: 'asks'; readonly verdict: ToolVerdict }
  | { readonly type: 'called'; readonly row: ToolCallRow }
  /** Nothing came of it; why has been said. */
  | { readonly type: 'failed' }
