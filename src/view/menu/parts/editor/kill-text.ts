import { changeText } from './change-text.ts'
import type { EditorState } from './editor-state.ts'

/** Takes the text between the cursor and `to` out, for ctrl+y; what is killed in a row comes back together. */
export function killText(state: EditorState, to: number): EditorState {
  const [from, end] = [Math.min(state.cursor, to), Math.max(state.cursor, to)]
  if (from === end) return state
  const piece = state.text.slice(from, end)
  const killed = state.last !== 'kill' ? piece : to < state.cursor ? piece + state.killed : state.killed + piece
  return { ...changeText(state, { from, to: end, by: '', kind: 'kill' }), killed }
}
