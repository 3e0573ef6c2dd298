import { changeText } from './change-text.ts'
import type { Completing, EditorState } from './editor-state.ts'

const MENTION = /(?:^|[\s(])@("[^"\n]*|[^\s"]*)$/u
/** Longer texts before the cursor are not looked through. */
const REACH = 1000

/** What is being completed after the text or the cursor changed. */
export function followCompletion(state: EditorState): EditorState {
  const before = state.text.slice(Math.max(0, state.cursor - REACH), state.cursor)
  const written = MENTION.exec(before)?.[1]
  if (written === undefined)
    return state.completing === null && state.refused === null ? state : { ...state, completing: null, refused: null }
  const from = state.cursor - written.length - 1
  if (state.refused === from) return { ...state, completing: null }
  const query = written.replace(/^"/, '')
  const old = state.completing
  if (old?.from === from && old.query === query) return state
  return { ...state, completing: { from, query, paths: old?.from === from ? old.paths : [], index: 0 }, refused: null }
}

/** Candidates for a query, best first; those for another query than the present one are too late. */
export function offerPaths(state: EditorState, query: string, paths: readonly string[]): EditorState {
  return state.completing?.query === query ? { ...state, completing: { ...state.completing, paths, index: 0 } } : state
}

export function choosePath(state: EditorState, completing: Completing, by: -1 | 1): EditorState {
  const count = completing.paths.length
  return { ...state, completing: { ...completing, index: (completing.index + by + count) % count } }
}

export function refusePath(state: EditorState, { from }: Completing): EditorState {
  return { ...state, completing: null, refused: from }
}

/** The path in the place of what was written; a folder stays open, so that one goes on inside of it. */
export function takePath(state: EditorState, { from, paths, index }: Completing): EditorState {
  const path = paths[index]
  if (path === undefined) return state
  const folder = path.endsWith('/')
  const quoted = /[\s"]/u.test(path) ? `"${path.replaceAll('"', '\\"')}"` : path
  const by = folder ? `@${quoted.replace(/"$/, '')}` : `${quoted}${/^\s/u.test(state.text.slice(state.cursor)) ? '' : ' '}`
  const taken = changeText(state, { from, to: state.cursor, by, kind: 'other' })
  return folder ? taken : { ...taken, completing: null }
}
