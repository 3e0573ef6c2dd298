import type { FormState } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { formQuery, reduceForm } from '../../parts/form/reduce-form.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import type { HomeEffect } from './home-io.ts'
import type { HomeState } from './home-state.ts'

/** Home while its options are filled in. */
export function reduceHomeOptions(
  state: HomeState,
  form: FormState,
  message: ScreenMessage<unknown>,
  context: ScreenContext,
): Step<HomeState, HomeEffect> {
  const step = reduceForm(form, message, context)
  if (step === undefined) return { state }
  if (step.outcome === 'cancel') return { state: { ...state, focus: 'line', form: null } }
  if (step.outcome === 'submit') return { state: { ...state, focus: 'line', form: null, options: formValues(step.form) } }
  const [before, now] = [formQuery(form), formQuery(step.form)]
  const asks = now !== null && now.query !== before?.query
  return { state: { ...state, form: step.form }, effects: asks ? [{ do: 'complete', query: now.query, for: 'options' }] : [] }
}
