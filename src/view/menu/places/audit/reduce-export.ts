import type { FormState } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { formQuery, offerFormPaths, reduceForm } from '../../parts/form/reduce-form.ts'
import type { ScreenContext, ScreenMessage } from '../../screen.ts'
import type { AuditData, AuditEffect } from './audit-io.ts'
import type { AuditState } from './audit-state.ts'
import { exportWish } from './export-form.ts'
import type { AuditStep } from './reduce-audit.ts'

/** While the form of an export is filled in, or something is asked before it is done. */
export function reduceExport(state: AuditState, message: ScreenMessage<AuditData>, context: ScreenContext | null): AuditStep {
  const { doing } = state
  if (doing.is === 'filling') return filled(state, doing.form, message, context)
  if (doing.is !== 'confirming' || message.type !== 'action') return { state }
  const left = { ...state, doing: { is: 'looking' } } as const
  if (message.action !== 'confirm.yes') return { state: left, say: { text: 'Nothing was done.', as: 'good' } }
  if (doing.what === 'adopt') return { state: left, effects: [{ do: 'adopt' }] }
  return exporting(state, { format: doing.format, path: doing.path, overwrite: true })
}

function filled(state: AuditState, form: FormState, message: ScreenMessage<AuditData>, context: ScreenContext | null): AuditStep {
  if (message.type === 'data')
    return message.data.type === 'paths'
      ? { state: withForm(state, offerFormPaths(form, message.data.query, message.data.paths)) }
      : { state }
  const step = context === null ? undefined : reduceForm(form, message, context)
  if (step === undefined) return { state }
  if (step.outcome === 'cancel') return { state: { ...state, doing: { is: 'looking' } } }
  if (step.outcome === 'submit') return exporting(state, { ...exportWish(formValues(step.form)), overwrite: false })
  const query = formQuery(step.form)?.query
  const asked = query === undefined || query === formQuery(form)?.query ? [] : [{ do: 'paths', query } as const]
  return { state: withForm(state, step.form), effects: asked }
}

function exporting(state: AuditState, wish: Pick<Extract<AuditEffect, { do: 'export' }>, 'format' | 'path' | 'overwrite'>): AuditStep {
  return { state: { ...state, doing: { is: 'exporting' } }, effects: [{ do: 'export', look: state.look, ...wish }] }
}

function withForm(state: AuditState, form: FormState): AuditState {
  return { ...state, doing: { is: 'filling', form } }
}
