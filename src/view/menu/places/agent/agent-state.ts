import type { AgentVersionRow } from '../../../agent-care-rows.ts'
import type { LintRow } from '../../../lint-text.ts'
import type { AgentPermissions } from '../../../permission-rows.ts'
import type { AgentDetail } from '../../../rows.ts'
import { chosenIndex, EMPTY_LIST, type ListState } from '../../parts/list.ts'
import { PANE_AT_TOP, type PaneState } from '../../parts/pane.ts'
import type { Step } from '../../screen.ts'
import type { AgentEffect } from './agent-io.ts'
import type { AgentTab } from './agent-parts.ts'
import type { Compared } from './agent-versions-blocks.ts'

export interface AgentState {
  readonly agent_id: string
  /** Null: not read yet. */
  readonly agent: AgentDetail | null
  /** Where it is when it is no agent any more. */
  readonly gone: 'trash' | 'nowhere' | null
  readonly versions: readonly AgentVersionRow[]
  readonly permissions: AgentPermissions | null
  readonly findings: LintRow['findings'] | null
  readonly compared: Compared | null
  readonly tab: AgentTab
  readonly pane: PaneState
  /** Of the versions. */
  readonly list: ListState
  readonly looking: boolean
  /** How it would become an agent of the project. */
  readonly promotion: { readonly withMemory: boolean; readonly force: boolean }
  readonly question: 'delete' | 'accept' | 'promote' | 'forget' | 'restore' | null
}

export type AgentStep = Step<AgentState, AgentEffect>

export const NO_PROMOTION = { withMemory: false, force: false } as const

export function newAgentState(agent_id: string): AgentState {
  return {
    agent_id,
    agent: null,
    gone: null,
    versions: [],
    permissions: null,
    findings: null,
    compared: null,
    tab: 'overview',
    pane: PANE_AT_TOP,
    list: EMPTY_LIST,
    looking: true,
    promotion: NO_PROMOTION,
    question: null,
  }
}

/** The number of the chosen version. */
export function chosenVersion({ versions, list }: AgentState): number | undefined {
  return versions[
    chosenIndex(
      list,
      versions.map(({ version }) => String(version)),
    )
  ]?.version
}
