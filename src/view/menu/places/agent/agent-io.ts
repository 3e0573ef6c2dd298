import type { AgentVersionRow } from '../../../agent-care-rows.ts'
import type { LintRow } from '../../../lint-text.ts'
import type { AgentPermissions } from '../../../permission-rows.ts'
import type { AgentDetail } from '../../../rows.ts'
import type { AgentDeed } from '../agents/agents-io.ts'

export type AgentEffect =
  | { readonly do: 'look'; readonly agent_id: string }
  /** What the policy lets it do, and what could be better about it. */
  | { readonly do: 'judge'; readonly agent: Pick<AgentDetail, 'agent_id' | 'tools' | 'manifest'> }
  /** What has changed since that version. */
  | { readonly do: 'compare'; readonly agent_id: string; readonly version: number }
  | { readonly do: 'restore-version'; readonly agent_id: string; readonly version: number }
  | { readonly do: 'promote'; readonly agent_id: string; readonly force: boolean; readonly withMemory: boolean }
  | { readonly do: 'forget-evolution'; readonly agent_id: string }
  | AgentDeed

export type AgentData =
  | { readonly type: 'looked'; readonly agent: AgentDetail; readonly versions: readonly AgentVersionRow[] }
  /** There is no such agent any more; `trashed`: it can be brought back. */
  | { readonly type: 'gone'; readonly trashed: boolean }
  | { readonly type: 'rested' }
  | { readonly type: 'judged'; readonly permissions: AgentPermissions; readonly findings: LintRow['findings'] }
  | { readonly type: 'compared'; readonly version: number; readonly before: AgentTextsRow; readonly now: AgentTextsRow }

/** The two files of an agent. */
export interface AgentTextsRow {
  readonly manifest: string
  readonly skill: string
}
