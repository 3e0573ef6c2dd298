/** A text that is being written, and where. Offsets count UTF-16 units and stand between grapheme clusters. */
export interface EditorState {
  readonly text: string
  readonly cursor: number
  /** The column that moves by rows keep to. */
  readonly goal: number | null
  /** What the last edit was: its like are undone, or yanked, together. */
  readonly last: EditKind
  readonly undo: readonly Snapshot[]
  readonly killed: string
  /** The entry of the history that is shown. */
  readonly recall: Recall | null
  readonly completing: Completing | null
  /** Where the path begins whose candidates were sent away by escape. */
  readonly refused: number | null
  /** What became of a text that could not be taken as it was; empty when nothing. */
  readonly note: string
}

export type EditKind = 'move' | 'type' | 'erase' | 'kill' | 'other'

export interface Snapshot {
  readonly text: string
  readonly cursor: number
}

export interface Recall {
  readonly index: number
  readonly draft: string
  readonly prefix: string
}

/** The path that is being written. */
export interface Completing {
  /** Where it begins, its '@' with it. */
  readonly from: number
  /** What is there of it: whose candidates are wanted. */
  readonly query: string
  /** Best first; those of an earlier query until the new ones are here. */
  readonly paths: readonly string[]
  readonly index: number
}

export interface EditorOptions {
  /** Of the text itself, without what stands before it. */
  readonly columns: number
  /** Newest first. */
  readonly history?: readonly string[]
  /** Newlines become spaces when false. */
  readonly multiline?: boolean
  /** Where a path is completed: after an '@', or the text is one. */
  readonly completes?: 'mention' | 'whole'
  /** Characters that the text may have. */
  readonly limit?: number
}

export function newEditor(text = ''): EditorState {
  return {
    text,
    cursor: text.length,
    goal: null,
    last: 'other',
    undo: [],
    killed: '',
    recall: null,
    completing: null,
    refused: null,
    note: '',
  }
}
