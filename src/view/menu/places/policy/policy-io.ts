import type { JsonObject } from '../../../../kernel/json.ts'
import type { PolicyRow, RuleChange, ToolVerdict } from '../../../policy-rows.ts'

export type PolicyEffect =
  | { readonly do: 'load' }
  /** What the policy says to a call; nothing is done. */
  | { readonly do: 'judge'; readonly tool: string; readonly args: JsonObject }
  | { readonly do: 'add'; readonly rule: JsonObject; readonly place: 'user' | 'workspace' }
  | { readonly do: 'remove'; readonly id: string }

export type PolicyData =
  | { readonly type: 'policy'; readonly policy: PolicyRow }
  | { readonly type: 'judged'; readonly verdict: ToolVerdict }
  | { readonly type: 'changed'; readonly what: 'added' | 'removed'; readonly change: RuleChange; readonly policy: PolicyRow }
  /** Nothing was changed; why has been said. */
  | { readonly type: 'refused' }
