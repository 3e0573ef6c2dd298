import type { DraftChoices } from '../../../agent-draft-rows.ts'
import type { AgentPermissions } from '../../../permission-rows.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import type { PaneState } from '../../parts/pane.ts'
import type { Step } from '../../screen.ts'
import type { AgentTextsRow } from '../agent/agent-io.ts'
import type { AgentEditEffect, EditedAgent, MayUse, TextProblemRow } from './agent-edit-io.ts'
import { editedTexts } from './edited-texts.ts'

export interface AgentEditState {
  readonly agent_id: string
  /** As it was when the form was opened; null: not read yet. */
  readonly agent: EditedAgent | null
  /** The texts as they came from the editor of the person: the form stands on them. */
  readonly written: AgentTextsRow | null
  readonly choices: DraftChoices
  readonly form: FormState
  readonly problems: readonly TextProblemRow[]
  readonly permissions: AgentPermissions | null
  /** The tools that the policy was asked about. */
  readonly judged: MayUse | null
  readonly checking: 'no' | 'yes' | 'again'
  readonly saving: boolean
  /** What it is now, when somebody else has changed it meanwhile. */
  readonly overtaken: EditedAgent | null
  readonly pane: PaneState
}

export type AgentEditStep = Step<AgentEditState, AgentEditEffect>

/** What would be saved now. */
export function textsNow({ form, agent, written }: AgentEditState): AgentTextsRow {
  return editedTexts(form, written ?? agent?.texts ?? { manifest: '', skill: '' })
}
