import { changeText, undo } from './change-text.ts'
import type { EditorOptions, EditorState } from './editor-state.ts'
import { insertText } from './insert-text.ts'
import { killText } from './kill-text.ts'
import { MOTIONS, type Motion } from './motions.ts'
import { moveByRow } from './move-by-row.ts'
import { recallHistory } from './recall-history.ts'

/** Undefined: the key has nothing to do here, and may mean something to who holds the editor. */
export type EditorAct = (state: EditorState, options: EditorOptions) => EditorState | undefined

export interface EditorKey {
  readonly keys: readonly string[]
  readonly what: string
  readonly act: EditorAct
}

/** What the keys of an editor do, beside enter, tab and escape (reduce-editor.ts). Help and documentation are made from it. */
export const EDITOR_KEYS: readonly EditorKey[] = [
  { keys: ['left', 'ctrl+b'], what: 'a character back', act: move(MOTIONS.left) },
  { keys: ['right', 'ctrl+f'], what: 'a character on', act: move(MOTIONS.right) },
  { keys: ['alt+b', 'ctrl+left', 'alt+left'], what: 'a word back', act: move(MOTIONS.wordLeft) },
  { keys: ['alt+f', 'ctrl+right', 'alt+right'], what: 'a word on', act: move(MOTIONS.wordRight) },
  { keys: ['home', 'ctrl+a'], what: 'to the start of the line', act: move(MOTIONS.lineStart) },
  { keys: ['end', 'ctrl+e'], what: 'to the end of the line', act: move(MOTIONS.lineEnd) },
  { keys: ['ctrl+home', 'alt+<'], what: 'to the start of the text', act: move(MOTIONS.textStart) },
  { keys: ['ctrl+end', 'alt+>'], what: 'to the end of the text', act: move(MOTIONS.textEnd) },
  { keys: ['up', 'ctrl+p'], what: 'a row up; in the first one, back in the history', act: byRow(-1) },
  { keys: ['down', 'ctrl+n'], what: 'a row down; in the last one, on in the history', act: byRow(1) },
  { keys: ['backspace', 'ctrl+h'], what: 'erase the character before', act: erase(MOTIONS.left) },
  { keys: ['delete', 'ctrl+d'], what: 'erase the character after', act: erase(MOTIONS.right) },
  { keys: ['ctrl+w'], what: 'cut the word before', act: kill(MOTIONS.spacedLeft) },
  { keys: ['alt+backspace'], what: 'cut the word before, up to a sign', act: kill(MOTIONS.wordLeft) },
  { keys: ['alt+d'], what: 'cut the word after', act: kill(MOTIONS.wordRight) },
  { keys: ['ctrl+u'], what: 'cut to the start of the line', act: kill(orNewline(MOTIONS.lineStart, MOTIONS.left)) },
  { keys: ['ctrl+k'], what: 'cut to the end of the line', act: kill(orNewline(MOTIONS.lineEnd, MOTIONS.right)) },
  { keys: ['ctrl+y'], what: 'put in what was cut', act: yank },
  { keys: ['ctrl+_', 'ctrl+/'], what: 'undo', act: (state) => (state.undo.length === 0 ? undefined : undo(state)) },
  { keys: ['alt+enter', 'ctrl+j', 'shift+enter'], what: 'a new line (so does enter after a backslash)', act: newline },
]

function move(motion: Motion): EditorAct {
  return (state) => {
    const cursor = motion(state.text, state.cursor)
    return cursor === state.cursor ? undefined : { ...state, cursor, goal: null, last: 'move', note: '' }
  }
}

function byRow(by: -1 | 1): EditorAct {
  return (state, { columns, history = [] }) => moveByRow(state, by, columns) ?? recallHistory(state, by === -1 ? 1 : -1, history)
}

function erase(motion: Motion): EditorAct {
  return (state) => {
    const to = motion(state.text, state.cursor)
    const range = { from: Math.min(to, state.cursor), to: Math.max(to, state.cursor) }
    return range.from === range.to ? undefined : changeText(state, { ...range, by: '', kind: 'erase' })
  }
}

function kill(motion: Motion): EditorAct {
  return (state) => killText(state, motion(state.text, state.cursor))
}

// At the very edge of a line the newline goes, so that the same key goes on.
function orNewline(motion: Motion, beyond: Motion): Motion {
  return (text, cursor) => {
    const to = motion(text, cursor)
    return to === cursor ? beyond(text, cursor) : to
  }
}

function yank(state: EditorState): EditorState {
  return changeText(state, { from: state.cursor, to: state.cursor, by: state.killed, kind: 'other' })
}

function newline(state: EditorState, options: EditorOptions): EditorState | undefined {
  return options.multiline === false ? undefined : insertText(state, '\n', options)
}
