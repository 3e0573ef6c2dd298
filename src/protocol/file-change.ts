/** What stands at a path. Times are milliseconds; `sha256` is null where the file was not read. */
export type FileThing =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly sha256: string | null; readonly bytes: number; readonly mode: number; readonly mtime_ms: number }
  | { readonly kind: 'dir'; readonly mode: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'other' }

export type FileChangeOp = 'write' | 'append' | 'edit' | 'move' | 'mkdir' | 'delete'

/** One change of one path, as it is known before it is made. Paths are absolute and real. */
export interface PlannedFileChange {
  readonly op: FileChangeOp
  readonly path: string
  /** Of a move. */
  readonly to_path: string | null
  readonly before: FileThing
  /** At `to_path` for a move, else at `path`. */
  readonly after: FileThing
  /** SHA-256 of the kept before-image; null: none is needed, or none was kept. */
  readonly image: string | null
  /** Why no image was kept though one is needed; empty otherwise. */
  readonly note: string
}
