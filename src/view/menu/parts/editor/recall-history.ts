import { remembered } from './change-text.ts'
import type { EditorState } from './editor-state.ts'

/** The next older (1) or newer (-1) entry that begins as the draft does; the draft itself after the newest. Undefined where there is none. */
export function recallHistory(state: EditorState, by: -1 | 1, history: readonly string[]): EditorState | undefined {
  const recall = state.recall ?? { index: -1, draft: state.text, prefix: state.text }
  const index = nextIndex(history, recall.index, by, (entry) => entry.startsWith(recall.prefix) && entry !== state.text)
  if (index === undefined || index === recall.index) return undefined
  const text = index === -1 ? recall.draft : (history[index] ?? '')
  return {
    ...state,
    text,
    cursor: text.length,
    undo: state.recall === null ? remembered(state) : state.undo,
    last: 'other',
    goal: null,
    recall: index === -1 ? null : { ...recall, index },
    note: '',
  }
}

function nextIndex(history: readonly string[], from: number, by: -1 | 1, fits: (entry: string) => boolean): number | undefined {
  for (let index = from + by; index < history.length; index += by) {
    if (index < 0) return -1
    if (fits(history[index] ?? '')) return index
  }
  return undefined
}
