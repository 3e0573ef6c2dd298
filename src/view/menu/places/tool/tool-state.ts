import type { JsonObject } from '../../../../kernel/json.ts'
import type { ToolCallRow, ToolVerdict } from '../../../policy-rows.ts'
import type { ToolRow } from '../../../rows.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import type { PaneState } from '../../parts/pane.ts'
import type { ReadThrough } from '../../parts/read-through.ts'

export interface ToolState {
  readonly name: string
  /** null: a person calls it. */
  readonly agent_id: string | null
  readonly tool: ToolRow | null
  /** What it would be called with. */
  readonly args: JsonObject
  /** Which example the arguments come from. */
  readonly example: number
  readonly pane: PaneState
  readonly phase: ToolPhase
}

export type ToolPhase =
  | { readonly is: 'looking' }
  | { readonly is: 'filling'; readonly form: FormState }
  | { readonly is: 'judging' }
  | { readonly is: 'judged'; readonly verdict: ToolVerdict }
  /** `drawnAt`: when it was first on the screen, or on it again; null: never yet. */
  | { readonly is: 'asking'; readonly verdict: ToolVerdict; readonly drawnAt: number | null; readonly read: ReadThrough }
  | { readonly is: 'calling'; readonly since: number; readonly cancelled: boolean }
  | { readonly is: 'called'; readonly row: ToolCallRow }
