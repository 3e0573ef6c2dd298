import type { AgentDraftRow, CheckedDraftRow, DraftChoices } from '../../../agent-draft-rows.ts'
import type { AgentPermissions } from '../../../permission-rows.ts'

export type AgentNewEffect =
  | { readonly do: 'look' }
  /** By the model when there is one, else from the skill catalog. */
  | { readonly do: 'propose'; readonly task: string }
  | { readonly do: 'template'; readonly template: 'python' | 'node' }
  | { readonly do: 'check'; readonly draft: AgentDraftRow }
  /** What the policy would let an agent with these tools do. */
  | { readonly do: 'judge'; readonly tools: readonly string[] }
  | { readonly do: 'make'; readonly draft: AgentDraftRow }
  | { readonly do: 'teach'; readonly agent_id: string; readonly task: string }
  | { readonly do: 'edit-role'; readonly text: string }

export type AgentNewData =
  | { readonly type: 'choices'; readonly choices: DraftChoices }
  | { readonly type: 'draft'; readonly draft: AgentDraftRow }
  | { readonly type: 'checked'; readonly checked: CheckedDraftRow }
  | { readonly type: 'judged'; readonly permissions: AgentPermissions }
  | { readonly type: 'role'; readonly text: string }
  /** It is done: what to say. */
  | { readonly type: 'done'; readonly text: string }
  /** What was asked for last did not come to be. */
  | { readonly type: 'failed' }
