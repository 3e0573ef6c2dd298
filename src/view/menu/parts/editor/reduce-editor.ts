import type { Key } from '../../key.ts'
import { changeText } from './change-text.ts'
import { choosePath, followCompletion, refusePath, takePath } from './complete-path.ts'
import { EDITOR_KEYS, type EditorAct } from './editor-keys.ts'
import type { Completing, EditorOptions, EditorState } from './editor-state.ts'
import { insertText } from './insert-text.ts'

/** `submit`: enter was pressed, the text is what was written. `unused`: the key means nothing to the editor; the state is the same. */
export interface Edited {
  readonly state: EditorState
  readonly outcome: 'edited' | 'submit' | 'unused'
}

const ACTS: ReadonlyMap<string, EditorAct> = new Map(EDITOR_KEYS.flatMap(({ keys, act }) => keys.map((key) => [key, act] as const)))

/** What becomes of the editor by a key. A paste is a key whose text is what was pasted. */
export function reduceEditor(state: EditorState, key: Key, options: EditorOptions): Edited {
  const chosen = state.completing === null ? undefined : completionKey(state, state.completing, key, options)
  if (chosen !== undefined) return followed(chosen, options)
  if (key.name === 'enter') return enter(state, options)
  const act = ACTS.get(key.name)
  const next = act?.(state, options) ?? (act === undefined && key.text !== '' ? insertText(state, key.text, options) : undefined)
  return next === undefined ? { state, outcome: 'unused' } : followed(next, options)
}

function completionKey(
  state: EditorState,
  completing: Completing,
  { name }: Key,
  { completes = 'mention' }: EditorOptions,
): EditorState | undefined {
  if (completing.paths.length === 0) return undefined
  if (name === 'escape') return refusePath(state, completing)
  if (name === 'up') return choosePath(state, completing, -1)
  if (name === 'down') return choosePath(state, completing, 1)
  const written = completing.paths[completing.index] === completing.query
  return name === 'tab' || (name === 'enter' && !written) ? takePath(state, completing, completes) : undefined
}

function enter(state: EditorState, options: EditorOptions): Edited {
  if (options.multiline === false || state.text[state.cursor - 1] !== '\\') return { state, outcome: 'submit' }
  return followed(changeText(state, { from: state.cursor - 1, to: state.cursor, by: '\n', kind: 'other' }), options)
}

function followed(state: EditorState, { completes }: EditorOptions): Edited {
  return { state: completes === undefined ? state : followCompletion(state, completes), outcome: 'edited' }
}
