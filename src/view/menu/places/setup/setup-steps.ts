import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { EMPTY_LIST, passesFilter } from '../../parts/list.ts'
import type { SetupPlace, SetupWish } from './setup-io.ts'
import type { ModelStep } from './setup-state.ts'

export function nameForm(model: string): FormState {
  return newForm({ fields: [{ name: 'model', label: 'model', kind: 'line', value: model, required: true }], submit: 'Try it' })
}

export function shownModels({ models, list }: ModelStep): readonly string[] {
  return models.filter((id) => passesFilter(list.filter, id))
}

export function placeIds(places: readonly SetupPlace[]): readonly string[] {
  return places.map(({ provider, baseUrl }) => `${provider} ${baseUrl ?? ''}`)
}

export function modelStep(place: SetupPlace, wish: SetupWish, models: readonly string[], offered: string): ModelStep {
  return { is: 'model', place, wish, models, list: { ...EMPTY_LIST, chosen: offered } }
}
