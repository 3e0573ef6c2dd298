import type { FileChangeOp, FileThing } from '../protocol/file-change.ts'

/** A file that a run changed, or that an agent named as its result. `path` is as people name it: below the workspace without it. */
export interface RunFileRow {
  readonly path: string
  /** What the agent said about it that named it as a result, unverified; null: no one did. */
  readonly named: { readonly subtask_id: string; readonly sha256: string | null; readonly bytes: number | null } | null
  /** In the order in which they were made; a move stands with the path that it led to. */
  readonly changes: readonly RunFileChange[]
  /** How it stands now. `as_left`: nobody has changed it since the run did; `unchanged` of what the run only named. */
  readonly now: 'as_left' | 'changed_since' | 'gone' | 'unchanged' | 'out_of_reach'
  /** What it is now. */
  readonly thing: FileThing
  /** Why its content is not shown; empty: it is. */
  readonly refused: string
}

export interface RunFileChange {
  readonly id: number
  readonly op: FileChangeOp
  /** Of a move: from where. */
  readonly from_path: string | null
  readonly subtask_id: string
  readonly attempt: number
  readonly before: FileThing
  readonly after: FileThing
  readonly undone: boolean
  /** Whether what it held before is still kept: it can be shown and put back. */
  readonly kept: boolean
  readonly note: string
  readonly at: number
}

/** From before one change to after the same or a later one. */
export interface RunFileDiff {
  readonly path: string
  /** A unified diff with its two headers, secrets masked; empty where there is none. */
  readonly lines: readonly string[]
  /** Why there is none; empty otherwise. */
  readonly note: string
}

export type RunFileSide = 'before' | 'after' | 'now'

/** What a file of a run held. */
export interface RunFileText {
  readonly path: string
  readonly side: RunFileSide
  readonly bytes: number
  readonly sha256: string
  /** By its first bytes, whatever its name says. */
  readonly type: 'text' | 'png' | 'jpeg' | 'webp' | 'gif' | 'binary'
  /** With secrets masked; null: it is no text. */
  readonly text: string | null
  /** Whether `text` is its beginning alone. */
  readonly cut: boolean
}
