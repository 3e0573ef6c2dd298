import { withoutControls } from '../../../../kernel/without-controls.ts'
import { changeText } from './change-text.ts'
import type { EditorOptions, EditorState } from './editor-state.ts'

const LIMIT = 1_000_000

/** Puts in what was typed or pasted. What cannot be seen is left out and what is beyond the limit is cut, and `note` says so. */
export function insertText(state: EditorState, raw: string, { multiline = true, limit = LIMIT }: EditorOptions): EditorState {
  const lines = raw.replace(/\r\n?/g, '\n')
  const { text, dropped } = withoutControls(multiline ? lines : lines.replace(/\n+$/, '').replaceAll('\n', ' '))
  const taken = head(text, Math.max(0, limit - state.text.length))
  const kind = raw.length > 2 ? 'other' : 'type'
  const next = changeText(state, { from: state.cursor, to: state.cursor, by: taken, kind })
  return { ...next, note: notes(dropped, text.length - taken.length) }
}

function head(text: string, length: number): string {
  return text.length <= length ? text : withoutControls(text.slice(0, length)).text
}

function notes(dropped: number, cut: number): string {
  const said = [
    dropped === 0 ? '' : `${dropped} invisible character${dropped === 1 ? '' : 's'} left out`,
    cut === 0 ? '' : `the text is full: ${cut} character${cut === 1 ? '' : 's'} left out`,
  ]
  return said.filter((text) => text !== '').join('; ')
}
