import { newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { chosenIndex, reduceList } from '../../parts/list.ts'
import type { ScreenContext, ScreenMessage } from '../../screen.ts'
import { accessForm, wishOf } from './access-form.ts'
import type { SetupData, SetupEffect, SetupPlace, SetupWish } from './setup-io.ts'
import { FIRST_STEP, type ModelStep, type SetupMove, type SetupState, type SetupStep } from './setup-state.ts'
import { nameForm, placeIds, shownModels } from './setup-steps.ts'
import { toldSetup } from './told-setup.ts'

export function reduceSetup(state: SetupState, message: ScreenMessage<SetupData>, context: ScreenContext): SetupMove {
  if (message.type === 'data') return toldSetup(state, message.data)
  const { step } = state
  switch (step.is) {
    case 'provider':
      return choosing(state, step, message)
    case 'access':
      return granting(state, step, message, context)
    case 'model':
      return picking(state, step, message)
    case 'naming':
      return naming(state, step, message, context)
    case 'testing':
      return message.type === 'action' && message.action === 'back' ? { state: { ...state, step: step.back } } : { state }
    case 'failed':
      if (message.type !== 'action') return { state }
      if (message.action !== 'confirm.yes') return { state: { ...state, step: step.back } }
      return { state: { ...state, step: { is: 'saving' } }, effects: [{ do: 'save', wish: step.wish }] }
    case 'saving':
    case 'saved':
      return { state }
    default:
      return step satisfies never
  }
}

function choosing(state: SetupState, step: Extract<SetupStep, { is: 'provider' }>, message: ScreenMessage<SetupData>): SetupMove {
  const ids = placeIds(state.places ?? [])
  const list = reduceList(step.list, message, ids)
  if (list !== undefined) return { state: { ...state, step: { ...step, list } } }
  const place = (state.places ?? [])[chosenIndex(step.list, ids)]
  if (message.type !== 'action' || message.action !== 'take' || place === undefined) return { state }
  if (place.provider === 'rules') return { state: { ...state, step: { is: 'saving' } }, effects: [{ do: 'save', wish: null }] }
  const form = accessForm(place)
  if (form !== undefined) return { state: { ...state, step: { is: 'access', place, form, busy: false } } }
  return listed(state, place, wishOf(place, {}))
}

function listed(state: SetupState, place: SetupPlace, wish: SetupWish): SetupMove {
  const form = accessForm(place) ?? newForm({ fields: [], submit: 'Look for its models' })
  return { state: { ...state, step: { is: 'access', place, form, busy: true } }, effects: [{ do: 'list', wish }] }
}

function granting(
  state: SetupState,
  step: Extract<SetupStep, { is: 'access' }>,
  message: ScreenMessage<SetupData>,
  context: ScreenContext,
): SetupMove {
  const first = { ...state, step: FIRST_STEP }
  if (step.busy) return message.type === 'action' && message.action === 'back' ? { state: first } : { state }
  const moved = reduceForm(step.form, message, context)
  if (moved === undefined) return { state }
  if (moved.outcome === 'cancel') return { state: first }
  const busy = moved.outcome === 'submit'
  const effects: SetupEffect[] = busy ? [{ do: 'list', wish: wishOf(step.place, formValues(moved.form)) }] : []
  return { state: { ...state, step: { ...step, form: moved.form, busy } }, effects }
}

function picking(state: SetupState, step: ModelStep, message: ScreenMessage<SetupData>): SetupMove {
  const ids = shownModels(step)
  const list = reduceList(step.list, message, ids)
  if (list !== undefined) return { state: { ...state, step: { ...step, list } } }
  if (message.type !== 'action') return { state }
  const model = ids[chosenIndex(step.list, ids)]
  switch (message.action) {
    case 'take':
      return model === undefined ? { state } : tried(state, step, model)
    case 'name':
      return { state: { ...state, step: { is: 'naming', back: step, form: nameForm(model ?? ''), detail: '' } } }
    case 'back': {
      const form = accessForm(step.place)
      return { state: { ...state, step: form === undefined ? FIRST_STEP : { is: 'access', place: step.place, form, busy: false } } }
    }
    default:
      return { state }
  }
}

function naming(
  state: SetupState,
  step: Extract<SetupStep, { is: 'naming' }>,
  message: ScreenMessage<SetupData>,
  context: ScreenContext,
): SetupMove {
  const moved = reduceForm(step.form, message, context)
  if (moved === undefined) return { state }
  if (moved.outcome === 'cancel') return { state: { ...state, step: step.back.models.length === 0 ? FIRST_STEP : step.back } }
  if (moved.outcome === 'submit') return tried(state, step.back, String(formValues(moved.form)['model']).trim())
  return { state: { ...state, step: { ...step, form: moved.form } } }
}

function tried(state: SetupState, back: ModelStep, model: string): SetupMove {
  const wish = { ...back.wish, model }
  return { state: { ...state, step: { is: 'testing', back, wish } }, effects: [{ do: 'try', wish }] }
}
