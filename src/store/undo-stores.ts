import type { PlannedFileChange } from '../protocol/file-change.ts'
import type { Fence, FileChangeRecord, JournalKey } from './records.ts'

/** What runs changed in files. Rows are written in the transaction that starts the effect. */
export interface ChangeStore {
  add(fence: Fence, place: JournalKey & { readonly seq: number }, changes: readonly PlannedFileChange[]): void
  /** In the order in which they were made. */
  list(run_id: string): FileChangeRecord[]
  /** These are about to be undone. */
  begin(fence: Fence, ids: readonly number[]): void
  undone(fence: Fence, ids: readonly number[]): void
  /** The run that changed files last and of which something is not undone. */
  lastRun(): string | undefined
}

/** What files held before they were changed, by SHA-256, within a quota. */
export interface ImageStore {
  /** Hashes the content and keeps it, durable when this resolves; `kept` false: it is larger than the whole quota. Throws STORE_*. */
  keep(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly bytes: number; readonly kept: boolean }>
  /** undefined when it is gone or damaged. */
  read(sha256: string): Uint8Array | undefined
  /** Drops what is too old or too much, with an audit record. Cheap when there is nothing to do. */
  collect(): void
}
