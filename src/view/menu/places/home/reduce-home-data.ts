import { offerPaths } from '../../parts/editor/complete-path.ts'
import { newEditor } from '../../parts/editor/editor-state.ts'
import { newForm } from '../../parts/form/form-state.ts'
import { offerFormPaths } from '../../parts/form/reduce-form.ts'
import type { Step } from '../../screen.ts'
import type { HomeData, HomeEffect } from './home-io.ts'
import type { HomeState } from './home-state.ts'
import { runOptionsForm } from './run-options.ts'
import { withText } from './with-text.ts'

const ENDED = ['completed', 'partial', 'failed', 'denied', 'cancelled']
const SHOWN_SUGGESTIONS = 5

/** Home after its performer has found something. */
export function reduceHomeData(state: HomeState, data: HomeData): Step<HomeState, HomeEffect> {
  switch (data.type) {
    case 'status':
      return { state: { ...state, counts: data.status } }
    case 'history':
      return { state: { ...state, history: [...new Set([...state.history, ...data.tasks])] } }
    case 'choices':
      return { state: { ...state, focus: 'options', form: newForm(runOptionsForm(data.choices, state.options)) } }
    case 'started':
      return started(state, data)
    case 'not-started':
      return { state: { ...state, starting: false } }
    case 'edited':
      return { state: withText(state, data.text) }
    case 'paths':
      return { state: offered(state, data) }
    case 'outcome':
      return { state: settled(state, data) }
    default:
      return data satisfies never
  }
}

function started(state: HomeState, { run_id, task }: Extract<HomeData, { type: 'started' }>): Step<HomeState, HomeEffect> {
  const history = task === '' ? state.history : [task, ...state.history.filter((one) => one !== task)]
  // A folder is organized once.
  const options = { ...state.options, ...(state.options['organize'] === undefined ? {} : { organize: '' }) }
  const next = { ...state, starting: false, editor: newEditor(), history, options, watched: run_id }
  if (state.options['stay'] === true) return { state: next, say: { text: `Run ${run_id} goes on in the background.`, as: 'good' } }
  return { state: next, go: { type: 'open', destination: { to: 'run', run_id } } }
}

function offered(state: HomeState, { query, paths, for: where }: Extract<HomeData, { type: 'paths' }>): HomeState {
  if (where === 'task') return { ...state, editor: offerPaths(state.editor, query, paths) }
  return state.form === null ? state : { ...state, form: offerFormPaths(state.form, query, paths) }
}

function settled(state: HomeState, { run_id, status, suggestions }: Extract<HomeData, { type: 'outcome' }>): HomeState {
  if (state.watched !== run_id || !ENDED.includes(status)) return state
  return { ...state, watched: null, suggestions: suggestions.slice(0, SHOWN_SUGGESTIONS) }
}
