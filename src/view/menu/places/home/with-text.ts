import { withoutControls } from '../../../../kernel/without-controls.ts'
import { changeText } from '../../parts/editor/change-text.ts'
import type { HomeState } from './home-state.ts'

/** The text in the line, in the place of what stood there; undo brings that back. */
export function withText(state: HomeState, text: string): HomeState {
  const editor = changeText(state.editor, { from: 0, to: state.editor.text.length, by: withoutControls(text).text, kind: 'other' })
  return { ...state, focus: 'line', editor: { ...editor, completing: null, refused: null } }
}
