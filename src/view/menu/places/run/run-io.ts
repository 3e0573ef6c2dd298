import type { RunEvent } from '../../../../protocol/events.ts'
import type { ForkStep } from '../../../fork-rows.ts'
import type { ReplayReport } from '../../../replay-rows.ts'
import type { RunRow, UndoReport } from '../../../rows.ts'

export interface ResumeWish {
  readonly in_doubt?: 'done' | 'retry' | 'abandon'
  readonly max_tokens?: number | null
  readonly max_cost_usd?: number | null
  readonly timeout_ms?: number
}

export interface ToolCallPlace {
  readonly subtask_id: string
  readonly attempt: number
  readonly intent_id: string
}

export type RunEffect =
  /** Tells its row and its events, also those of a later resume, until the screen is left. */
  | { readonly do: 'watch'; readonly run_id: string }
  | { readonly do: 'stop'; readonly run_id: string; readonly force: boolean }
  | { readonly do: 'rerun'; readonly run_id: string }
  | { readonly do: 'resume'; readonly run_id: string; readonly wish: ResumeWish }
  /** `step`: the id of the row that it is asked for. */
  | { readonly do: 'fork-steps'; readonly run_id: string; readonly step: string }
  | { readonly do: 'fork'; readonly run_id: string; readonly from: string; readonly set: readonly string[] }
  | { readonly do: 'undo'; readonly run_id: string; readonly dryRun: boolean }
  | { readonly do: 'replay'; readonly run_id: string }
  | { readonly do: 'export'; readonly run_id: string; readonly path: string }
  /** Writes the whole result of a tool call. */
  | { readonly do: 'whole-result'; readonly run_id: string; readonly call: ToolCallPlace; readonly path: string }

export type RunData =
  | { readonly type: 'row'; readonly row: RunRow }
  | { readonly type: 'events'; readonly events: readonly RunEvent[] }
  | { readonly type: 'fork-steps'; readonly step: string; readonly steps: readonly ForkStep[] }
  | { readonly type: 'undo'; readonly report: UndoReport }
  | { readonly type: 'replay'; readonly report: ReplayReport }
  /** Another run was started: it is shown. */
  | { readonly type: 'started'; readonly run_id: string; readonly what: string }
  /** What was asked for is done, or failed; it was told. */
  | { readonly type: 'idle' }
