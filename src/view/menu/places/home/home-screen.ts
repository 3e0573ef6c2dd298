import { defineScreen } from '../../define-screen.ts'
import { keyOfMessage } from '../../key-of-message.ts'
import { EDITOR_KEYS } from '../../parts/editor/editor-keys.ts'
import { type EditorState, newEditor } from '../../parts/editor/editor-state.ts'
import { reduceEditor } from '../../parts/editor/reduce-editor.ts'
import { FORM } from '../../parts/form/form-keys.ts'
import { chosenIndex, reduceList } from '../../parts/list.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import type { HomeData, HomeEffect } from './home-io.ts'
import { HOME_KEYS, PLACES_MODE } from './home-keys.ts'
import { FIRST_HOME, type HomeState, homeRows } from './home-state.ts'
import { homeView, taskColumns } from './home-view.ts'
import { reduceHomeData } from './reduce-home-data.ts'
import { reduceHomeOptions } from './reduce-home-options.ts'
import type { RunDraft } from './run-draft.ts'
import { optionWords, runRequest } from './run-options.ts'
import { withText } from './with-text.ts'

type HomeStep = Step<HomeState, HomeEffect>
type HomeMessage = ScreenMessage<HomeData>

const MAX_TASK = 100_000
const TWO_RUNS = 'A task and a folder to organize are two runs: empty the line, or the option (Ctrl-O).'

/** Where the menu begins: a line that starts a run, and the places. */
export const homeScreen = defineScreen<'home', HomeState>({
  place: 'home',
  title: 'Home',
  keys: HOME_KEYS,
  open: ({ first, again }) => ({
    state: { ...FIRST_HOME, focus: first ?? 'line', ...(again === undefined ? {} : drafted(again)) },
    effects: [{ do: 'look' }, { do: 'history' }],
  }),
  mode: ({ focus }) => ({ line: undefined, places: PLACES_MODE, options: FORM })[focus],
  typing: ({ focus, editor }) => (focus === 'line' && editor.text === '' ? 'empty' : focus !== 'places'),
  refused: (state, action) => (action === 'start' && state.starting ? 'the run is being started' : ''),
  reduce: (state, message, context) => {
    if (message.type === 'data') return reduceHomeData(state, message.data)
    if (message.type === 'tick' || message.type === 'uncovered') return { state, effects: looks(state) }
    if (state.form !== null) return reduceHomeOptions(state, state.form, message, context)
    return state.focus === 'line' ? inLine(state, message, context) : inPlaces(state, message)
  },
  view: homeView,
})

function drafted({ task, options }: RunDraft): Pick<HomeState, 'editor' | 'options'> {
  return { editor: newEditor(task), options }
}

function looks({ watched }: HomeState): HomeEffect[] {
  return [{ do: 'look' }, ...(watched === null ? [] : [{ do: 'outcome', run_id: watched } as const])]
}

function inLine(state: HomeState, message: HomeMessage, context: ScreenContext): HomeStep {
  if (message.type === 'action' && message.action === 'options') return { state, effects: [{ do: 'choices' }] }
  if (message.type === 'action' && message.action === 'edit') return { state, effects: [{ do: 'edit', text: state.editor.text }] }
  const key = keyOfMessage(message, HOME_KEYS) ?? keyOfMessage(message, EDITOR_KEYS)
  if (key === undefined) return { state }
  const options = { columns: taskColumns(context), history: state.history, completes: 'mention', limit: MAX_TASK } as const
  const { state: editor, outcome } = reduceEditor(state.editor, key, options)
  if (outcome === 'edited') return { state: { ...state, editor }, effects: queries(state.editor, editor) }
  if (outcome === 'submit') return started(state)
  return { state: ['tab', 'escape', 'down'].includes(key.name) ? { ...state, focus: 'places' } : state }
}

function queries(before: EditorState, { completing }: EditorState): HomeEffect[] {
  if (completing === null || completing.query === before.completing?.query) return []
  return [{ do: 'complete', query: completing.query, for: 'task' }]
}

function started(state: HomeState): HomeStep {
  const written = state.editor.text
  const request = runRequest(written, state.options)
  if (written.trim() !== '' && request.organize !== null) return { state, say: { text: TWO_RUNS, as: 'warn' } }
  if (written.trim() === '' && request.organize === null) {
    const hint =
      optionWords(state.options).length > 0
        ? 'Write what should be done; the options hold for it.'
        : 'Write what should be done, then Enter.'
    return { state, say: { text: hint, as: 'warn' } }
  }
  return { state: { ...state, starting: true, suggestions: [] }, effects: [{ do: 'start', request, written }] }
}

function inPlaces(state: HomeState, message: HomeMessage): HomeStep {
  const rows = homeRows(state)
  const ids = rows.map(({ id }) => id)
  const at = chosenIndex(state.list, ids)
  if (message.type !== 'action') return { state }
  if (message.action === 'write' || (message.action === 'list.up' && at <= 0)) return { state: { ...state, focus: 'line' } }
  if (message.action === 'options') return { state, effects: [{ do: 'choices' }] }
  if (message.action === 'init') return { state, effects: [{ do: 'init' }] }
  const list = reduceList(state.list, message, ids)
  if (list !== undefined) return { state: { ...state, list } }
  const row = rows[at]
  if (message.action !== 'open' || row === undefined) return { state }
  if ('room' in row) return { state, go: { type: 'open', destination: row.room.destination } }
  return { state: { ...withText(state, row.suggestion), suggestions: [], list: FIRST_HOME.list } }
}
