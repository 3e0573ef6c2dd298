import type { KeyRow } from '../../key-row.ts'
import { changeText, undo } from './change-text.ts'
import type { EditorOptions, EditorState } from './editor-state.ts'
import { insertText } from './insert-text.ts'
import { killText } from './kill-text.ts'
import { MOTIONS, type Motion } from './motions.ts'
import { moveByRow } from './move-by-row.ts'
import { recallHistory } from './recall-history.ts'

/** Undefined: the key has nothing to do here, and may mean something to who holds the editor. */
export type EditorAct = (state: EditorState, options: EditorOptions) => EditorState | undefined

export interface EditorKey extends KeyRow {
  readonly act: EditorAct
}

/** What the keys of an editor do, beside enter, tab and escape (reduce-editor.ts). */
export const EDITOR_KEYS: readonly EditorKey[] = [
  row('left', ['left', 'ctrl+b'], 'One character back.', move(MOTIONS.left)),
  row('right', ['right', 'ctrl+f'], 'One character on.', move(MOTIONS.right)),
  row('word-left', ['alt+b', 'ctrl+left', 'alt+left'], 'One word back.', move(MOTIONS.wordLeft)),
  row('word-right', ['alt+f', 'ctrl+right', 'alt+right'], 'One word on.', move(MOTIONS.wordRight)),
  row('home', ['home', 'ctrl+a'], 'To the start of the line.', move(MOTIONS.lineStart)),
  row('end', ['end', 'ctrl+e'], 'To the end of the line.', move(MOTIONS.lineEnd)),
  row('top', ['ctrl+home'], 'To the start of the text.', move(MOTIONS.textStart)),
  row('bottom', ['ctrl+end'], 'To the end of the text.', move(MOTIONS.textEnd)),
  row('up', ['up', 'ctrl+p'], 'One row up; in the first row, back in the history.', byRow(-1)),
  row('down', ['down', 'ctrl+n'], 'One row down; in the last row, on in the history.', byRow(1)),
  row('backspace', ['backspace', 'ctrl+h'], 'Erase the character before.', erase(MOTIONS.left)),
  row('delete', ['delete', 'ctrl+d'], 'Erase the character after.', erase(MOTIONS.right)),
  row('cut-word', ['ctrl+w'], 'Cut the word before, up to a space.', kill(MOTIONS.spacedLeft)),
  row('cut-part', ['alt+backspace'], 'Cut the word before, up to a sign.', kill(MOTIONS.wordLeft)),
  row('cut-next', ['alt+d'], 'Cut the word after.', kill(MOTIONS.wordRight)),
  row('cut-start', ['ctrl+u'], 'Cut to the start of the line.', kill(orNewline(MOTIONS.lineStart, MOTIONS.left))),
  row('cut-end', ['ctrl+k'], 'Cut to the end of the line.', kill(orNewline(MOTIONS.lineEnd, MOTIONS.right))),
  row('yank', ['ctrl+y'], 'Put in what was cut.', yank),
  row('undo', ['ctrl+_'], 'Undo.', (state) => (state.undo.length === 0 ? undefined : undo(state))),
  row('newline', ['alt+enter', 'ctrl+j'], 'A new line; so does a backslash before Enter.', newline),
]

function row(name: string, keys: readonly string[], help: string, act: EditorAct): EditorKey {
  return { action: `edit.${name}`, keys, label: name, help, quiet: true, act }
}

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
