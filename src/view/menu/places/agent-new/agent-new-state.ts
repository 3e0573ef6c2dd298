import type { AgentDraftRow, CheckedDraftRow, DraftChoices } from '../../../agent-draft-rows.ts'
import type { AgentPermissions } from '../../../permission-rows.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import type { PaneState } from '../../parts/pane.ts'
import type { Step } from '../../screen.ts'
import type { AgentNewEffect } from './agent-new-io.ts'

export interface AgentNewState {
  readonly phase: 'begin' | 'proposing' | 'fields' | 'review' | 'making'
  /** Of this phase, or of the one before. */
  readonly form: FormState
  /** What the form began with, and what it does not ask for. */
  readonly base: AgentDraftRow
  /** The task that it was proposed for. */
  readonly task: string | null
  readonly choices: DraftChoices
  readonly checked: CheckedDraftRow | null
  readonly permissions: AgentPermissions | null
  /** The tools that the policy was asked about. */
  readonly judged: readonly string[] | null
  /** `again`: something was changed since the look began. */
  readonly checking: 'no' | 'yes' | 'again'
  readonly pane: PaneState
}

export type AgentNewStep = Step<AgentNewState, AgentNewEffect>
