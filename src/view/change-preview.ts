/** What a call would make of one path, as it stands now. */
export interface ChangePreview {
  /** As people name it: below the workspace without it. */
  readonly path: string
  /** Of a move: where it leads. */
  readonly to_path: string | null
  /** `same`: it holds this already; `refused`: it would fail as things stand; `unknown`: it cannot be told here. */
  readonly what: 'new' | 'changed' | 'same' | 'deleted' | 'moved' | 'folder' | 'refused' | 'unknown'
  /** Of a unified diff without its headers, secrets masked, hidden characters visible; empty where there is none. */
  readonly lines: readonly string[]
  /** Why there are no lines, or not all of them; empty otherwise. */
  readonly note: string
}
