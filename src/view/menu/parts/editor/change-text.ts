import { clusterAt } from '../../../graphemes.ts'
import type { EditKind, EditorState, Snapshot } from './editor-state.ts'

const MAX_SNAPSHOTS = 200
const MAX_KEPT = 4_000_000

export interface Change {
  readonly from: number
  readonly to: number
  readonly by: string
  readonly kind: EditKind
}

/** Puts a text in the place of another, with the cursor after it; can be undone. */
export function changeText(state: EditorState, { from, to, by, kind }: Change): EditorState {
  if (from === to && by === '') return state
  const text = state.text.slice(0, from) + by + state.text.slice(to)
  return {
    ...state,
    text,
    cursor: outsideOfLetters(text, from + by.length),
    undo: goesOn(state, kind, by) ? state.undo : remembered(state),
    last: kind,
    goal: null,
    recall: null,
    note: '',
  }
}

export function undo(state: EditorState): EditorState {
  const before = state.undo.at(-1)
  if (before === undefined) return state
  return { ...state, ...before, undo: state.undo.slice(0, -1), last: 'other', goal: null, recall: null, note: '' }
}

export function remembered(state: EditorState): readonly Snapshot[] {
  const all = [...state.undo, { text: state.text, cursor: state.cursor }].slice(-MAX_SNAPSHOTS)
  let kept = 0
  const first = all.findLastIndex(({ text }) => {
    kept += text.length
    return kept > MAX_KEPT
  })
  return first === -1 ? all : all.slice(Math.min(first + 1, all.length - 1))
}

// What was put in may have become one letter with what follows.
function outsideOfLetters(text: string, cursor: number): number {
  const { start, end } = clusterAt(text, cursor)
  return start === cursor ? cursor : end
}

// A word that is typed, or letters erased one after the other, are undone at once.
function goesOn(state: EditorState, kind: EditKind, by: string): boolean {
  return state.last === kind && (kind === 'erase' || (kind === 'type' && !/\s/u.test(by)))
}
