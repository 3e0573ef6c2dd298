import type { RunOrder } from '../../../../protocol/run-query.ts'
import type { ForkStep } from '../../../fork-rows.ts'
import type { UndoReport } from '../../../rows.ts'
import type { RunPage } from '../../../run-list.ts'
import type { RunDraft } from '../home/run-draft.ts'

/** What is looked for. */
export interface RunsLook {
  /** As it was typed. */
  readonly filter: string
  readonly order: RunOrder
  readonly limit: number
}

export const VERDICTS = ['done', 'retry', 'abandon'] as const
export type Verdict = (typeof VERDICTS)[number]

export type RunsEffect =
  | { readonly do: 'look'; readonly look: RunsLook }
  | { readonly do: 'stop'; readonly run_id: string; readonly force: boolean }
  | { readonly do: 'resume'; readonly run_id: string; readonly in_doubt: Verdict | null }
  | { readonly do: 'rerun'; readonly run_id: string }
  | { readonly do: 'draft'; readonly run_id: string }
  | { readonly do: 'steps'; readonly run_id: string }
  | { readonly do: 'fork'; readonly run_id: string; readonly from: string }
  | { readonly do: 'undo'; readonly run_id: string; readonly dryRun: boolean }
  | { readonly do: 'export'; readonly run_id: string; readonly path: string }

export type RunsData =
  | { readonly type: 'looked'; readonly look: RunsLook; readonly page: RunPage }
  /** The look has ended, well or not. */
  | { readonly type: 'rested' }
  /** What it was started with, to be changed and started anew. */
  | { readonly type: 'draft'; readonly draft: RunDraft }
  | { readonly type: 'steps'; readonly run_id: string; readonly steps: readonly ForkStep[] }
  | { readonly type: 'undo'; readonly report: UndoReport }
  /** A new run is under way: it is shown. */
  | { readonly type: 'started'; readonly run_id: string; readonly what: string }
  /** What was asked for is done, or failed; it was told. */
  | { readonly type: 'idle' }
