import { formValues } from '../../parts/form/form-values.ts'
import { EMPTY_LIST } from '../../parts/list.ts'
import { refuseField, wishOf } from './access-form.ts'
import type { SetupData } from './setup-io.ts'
import type { SetupMove, SetupState } from './setup-state.ts'
import { modelStep, nameForm, placeIds } from './setup-steps.ts'

/** What was found out; for a question that was left meanwhile it is nothing. */
export function toldSetup(state: SetupState, data: SetupData): SetupMove {
  const { step } = state
  switch (data.type) {
    case 'places': {
      const at = data.places.findIndex(({ provider }) => provider === data.present)
      const list = { ...EMPTY_LIST, chosen: placeIds(data.places)[at] ?? null }
      return { state: { places: data.places, step: step.is === 'provider' ? { ...step, list } : step } }
    }
    case 'refused':
      if (step.is === 'testing')
        return { state: { ...state, step: { is: 'naming', back: step.back, form: nameForm(step.wish.model), detail: data.problem } } }
      if (step.is !== 'access') return { state }
      return { state: { ...state, step: { ...step, busy: false, form: refuseField(step.form, data.field, data.problem) } } }
    case 'listed': {
      if (step.is !== 'access' || !step.busy) return { state }
      const next = modelStep(step.place, wishOf(step.place, formValues(step.form)), data.models, data.offered)
      if (data.models.length > 0) return { state: { ...state, step: next } }
      return { state: { ...state, step: { is: 'naming', back: next, form: nameForm(data.offered), detail: data.detail } } }
    }
    case 'tried':
      if (step.is !== 'testing') return { state }
      if (!data.test.ok) return { state: { ...state, step: { is: 'failed', back: step.back, wish: step.wish, test: data.test } } }
      return { state: { ...state, step: { is: 'saving' } }, effects: [{ do: 'save', wish: step.wish }] }
    case 'saved':
      return { state: { ...state, step: { is: 'saved', lines: data.lines } }, say: { text: 'Saved.', as: 'good' } }
    case 'failed':
      return { state: failed(state) }
    default:
      return data satisfies never
  }
}

// Why has been said above the keys: the question is asked again.
function failed(state: SetupState): SetupState {
  const { step } = state
  if (step.is === 'access') return { ...state, step: { ...step, busy: false } }
  if (step.is === 'testing') return { ...state, step: step.back }
  return step.is === 'saving' ? { ...state, step: { is: 'provider', list: EMPTY_LIST } } : state
}
