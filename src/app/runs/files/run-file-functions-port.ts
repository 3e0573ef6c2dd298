import type { RunFileDiff, RunFileRow, RunFileSide, RunFileText } from '../../../view/run-file-rows.ts'

/** What a run made of files. No other file can be asked for, and nothing that a rule of the policy hides. */
export interface RunFileFunctions {
  /** Throws NOT_FOUND. */
  runFiles(run_id: string): Promise<RunFileRow[]>
  /** Throws NOT_FOUND, PATH_PROTECTED, PATH_OUTSIDE. */
  runFileDiff(run_id: string, changes: { readonly from: number; readonly to: number }): Promise<RunFileDiff>
  /** Throws NOT_FOUND, PATH_PROTECTED, PATH_OUTSIDE, FILE_TOO_LARGE. */
  runFileText(run_id: string, file: RunFileAddress): Promise<RunFileText>
  /** The bytes themselves. Throws as `runFileText`. */
  runFileBytes(run_id: string, file: RunFileAddress): Promise<Uint8Array>
}

export interface RunFileAddress {
  /** As `runFiles` gives it. */
  readonly path: string
  readonly side: RunFileSide
  /** Of which change; not needed for `now`. */
  readonly change?: number
}
