import { changeText } from './change-text.ts'
import type { Completing, EditorState } from './editor-state.ts'

const MENTION = /(?:^|[\s(])@("[^"\n]*|[^\s"]*)$/u
/** Longer texts before the cursor are not looked through. */
const REACH = 1000

/** What is being completed after the text or the cursor changed. */
export function followCompletion(state: EditorState, completes: 'mention' | 'whole'): EditorState {
  const found = completes === 'mention' ? mention(state) : wholeText(state)
  if (found === undefined)
    return state.completing === null && state.refused === null ? state : { ...state, completing: null, refused: null }
  if (state.refused === found.from) return { ...state, completing: null }
  const old = state.completing
  if (old?.from === found.from && old.query === found.query) return state
  return { ...state, completing: { ...found, paths: old?.from === found.from ? old.paths : [], index: 0 }, refused: null }
}

function wholeText({ text, cursor }: EditorState): { readonly from: number; readonly query: string } | undefined {
  return text === '' ? undefined : { from: 0, query: text.slice(0, cursor) }
}

function mention({ text, cursor }: EditorState): { readonly from: number; readonly query: string } | undefined {
  const written = MENTION.exec(text.slice(Math.max(0, cursor - REACH), cursor))?.[1]
  return written === undefined ? undefined : { from: cursor - written.length - 1, query: written.replace(/^"/, '') }
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
export function takePath(state: EditorState, { from, paths, index }: Completing, completes: 'mention' | 'whole'): EditorState {
  const path = paths[index]
  if (path === undefined) return state
  const folder = path.endsWith('/')
  const by = completes === 'whole' ? path : folder ? openMention(path) : `${inWords(path)}${spaceBefore(state.text.slice(state.cursor))}`
  const taken = changeText(state, { from, to: state.cursor, by, kind: 'other' })
  return folder ? taken : { ...taken, completing: null, refused: completes === 'whole' ? from : null }
}

function openMention(folder: string): string {
  return /[\s"]/u.test(folder) ? `@"${folder}` : `@${folder}`
}

// As a shell would want it.
function inWords(path: string): string {
  return /[\s"]/u.test(path) ? `"${path.replaceAll('"', '\\"')}"` : path
}

function spaceBefore(rest: string): string {
  return /^\s/u.test(rest) ? '' : ' '
}
