import type { RunStatus } from '../../protocol/run.ts'
import type { RunQuery } from '../../protocol/run-query.ts'
import type { RunPage } from '../../view/run-list.ts'
import type { RunPreview } from '../../view/run-preview.ts'
import type { StartRunOptions } from '../app-port.ts'

/** Looking among runs, ending one, taking one elsewhere, doing one again. */
export interface RunCareFunctions {
  /** `limit` at most 5 000. */
  pageRuns(query: RunQuery): Promise<RunPage>
  /** Words by which runs are found again, the most used first. */
  runTags(): Promise<readonly { readonly tag: string; readonly runs: number }[]>
  /** What would take the task, and what is known of its price; nothing is done. Throws as `startDetached` does, except for a task that is empty. */
  previewRun(options: RerunOptions): Promise<RunPreview>
  /**
   * Asks the owner to stop; a run without a living owner is set to `cancelled` at once. `force` kills its capsules and tools, whatever becomes of
   * the owner, and resolves when the run has ended.
   */
  cancelRun(run_id: string, options?: { readonly force?: boolean }): Promise<CancelledRun>
  /** What a tool call answered, uncut, as JSON text. Throws NOT_FOUND. */
  wholeResult(run_id: string, call: { readonly subtask_id: string; readonly attempt: number; readonly intent_id: string }): Promise<string>
  /** What the run was started with, for a new one. Throws NOT_FOUND, RUN_BROUGHT. */
  rerunOptions(run_id: string): Promise<RerunOptions>
  /**
   * The run with its events, its journal in short and its artifacts: a file when the path ends in `.json`, else a folder; absolute. Nothing is
   * overwritten. Throws NOT_FOUND, EXPORT_EXISTS, STATE_UNWRITABLE.
   */
  exportRun(run_id: string, path: string): Promise<ExportedRun>
  /** The same files, written nowhere. Throws NOT_FOUND. */
  exportTexts(run_id: string): Promise<readonly ExportedText[]>
}

export interface ExportedText {
  readonly name: string
  readonly text: string
}

export type RerunOptions = Omit<StartRunOptions, 'prompter' | 'origin'>

export interface ExportedRun {
  readonly run_id: string
  readonly path: string
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

export interface CancelledRun {
  readonly run_id: string
  readonly status: RunStatus
  /** False: it had ended before. */
  readonly was_running: boolean
  /** What became of a kill: its owner did it, or did not answer and lost the run, or there was no owner. null: it was only asked to stop. */
  readonly killed: 'by owner' | 'from outside' | 'no owner' | null
}
