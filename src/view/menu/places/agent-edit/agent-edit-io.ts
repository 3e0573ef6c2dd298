import type { DraftChoices } from '../../../agent-draft-rows.ts'
import type { AgentPermissions } from '../../../permission-rows.ts'
import type { AgentTextsRow } from '../agent/agent-io.ts'

export type AgentEditEffect =
  | { readonly do: 'look'; readonly agent_id: string }
  | { readonly do: 'check'; readonly agent_id: string; readonly texts: AgentTextsRow }
  | { readonly do: 'judge'; readonly agent_id: string; readonly may: MayUse }
  /** `expected`: the digest of what the folder must still hold. */
  | { readonly do: 'save'; readonly agent_id: string; readonly texts: AgentTextsRow; readonly expected: string }
  | { readonly do: 'editor'; readonly file: keyof AgentTextsRow; readonly texts: AgentTextsRow }

export interface MayUse {
  readonly tools: readonly string[]
  readonly requires_approval_for: readonly string[]
}

export interface EditedAgent {
  readonly texts: AgentTextsRow
  readonly digest: string
  /** Where a copy of a shipped one would go, else null. */
  readonly copy_to: string | null
}

export type AgentEditData =
  | { readonly type: 'looked'; readonly agent: EditedAgent; readonly choices: DraftChoices }
  | { readonly type: 'checked'; readonly problems: readonly TextProblemRow[] }
  | { readonly type: 'judged'; readonly permissions: AgentPermissions }
  | { readonly type: 'texts'; readonly texts: AgentTextsRow }
  | { readonly type: 'saved'; readonly text: string }
  /** Somebody else changed it meanwhile: what it is now. */
  | { readonly type: 'overtaken'; readonly agent: EditedAgent }
  | { readonly type: 'failed' }

export interface TextProblemRow {
  readonly file: 'manifest.json' | 'skill.md'
  readonly line: number | null
  readonly message: string
}
