import type { EditorState } from '../../parts/editor/editor-state.ts'
import type { PaneState } from '../../parts/pane.ts'
import type { Line } from '../../span.ts'
import type { ResumeWish, RunEffect, ToolCallPlace } from './run-io.ts'

/** What the screen asks before it does something. */
export type RunDialog = ChooseDialog | InputDialog | ReportDialog

export interface Choice {
  readonly label: string
  /** What follows from it. */
  readonly what: string
  /** Why it can't be taken; empty: it can. */
  readonly refused: string
  readonly outcome: ChoiceOutcome
}

export type ChoiceOutcome =
  | { readonly type: 'nothing' }
  | { readonly type: 'do'; readonly effect: RunEffect; readonly busy: string }
  | { readonly type: 'ask'; readonly purpose: InputPurpose; readonly title: string; readonly lines: readonly Line[]; readonly text: string }

export const DO_NOTHING: Choice = { label: 'leave it', what: 'nothing is changed', refused: '', outcome: { type: 'nothing' } }

export interface ChooseDialog {
  readonly type: 'choose'
  readonly title: string
  readonly lines: readonly Line[]
  readonly choices: readonly Choice[]
  readonly chosen: number
}

export type InputPurpose =
  | { readonly type: 'limit'; readonly of: 'max_tokens' | 'max_cost_usd' | 'timeout_ms'; readonly wish: ResumeWish }
  | { readonly type: 'fork'; readonly from: string; readonly setting: string }
  | { readonly type: 'export' }
  | { readonly type: 'whole-result'; readonly call: ToolCallPlace }

export interface InputDialog {
  readonly type: 'input'
  readonly title: string
  readonly lines: readonly Line[]
  readonly purpose: InputPurpose
  readonly editor: EditorState
  /** What is wrong with what was written; empty: nothing. */
  readonly problem: string
}

/** Something to be read; `effect` is done with enter. */
export interface ReportDialog {
  readonly type: 'report'
  readonly title: string
  readonly lines: readonly Line[]
  readonly pane: PaneState
  readonly effect: RunEffect | null
  readonly busy: string
}
