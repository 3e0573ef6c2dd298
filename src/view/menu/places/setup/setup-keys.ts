import type { KeyRow } from '../../key-row.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { FILTER_KEYS, FILTERING, LIST_KEYS } from '../../parts/list.ts'
import type { SetupState } from './setup-state.ts'

const MODEL = 'model'
const BUSY = 'busy'

export const SETUP_KEYS: readonly KeyRow[] = [
  { action: 'take', keys: ['enter'], label: 'choose', help: 'This one; nothing is saved before it was tried.' },
  ...LIST_KEYS.filter(({ action }) => action !== 'list.filter'),
  { action: 'take', keys: ['enter'], label: 'try it', help: 'Try this model, and save it when it answers.', mode: MODEL },
  { action: 'name', keys: ['n'], label: 'another name', help: 'Write the name of a model that is not in the list.', mode: MODEL },
  { action: 'back', keys: ['escape'], label: 'back', help: 'Back to address and key.', mode: MODEL },
  ...LIST_KEYS.map((row) => ({ ...row, mode: MODEL })),
  { action: 'back', keys: ['escape'], label: 'stop', help: 'Do not wait; nothing is saved.', mode: BUSY },
  ...FILTER_KEYS,
  ...formKeys('go on'),
  ...CONFIRM_KEYS,
]

export function setupMode({ step }: SetupState): string | undefined {
  switch (step.is) {
    case 'model':
      return step.list.filtering ? FILTERING : MODEL
    case 'access':
      return step.busy ? BUSY : FORM
    case 'naming':
      return FORM
    case 'failed':
      return CONFIRMING
    case 'testing':
      return BUSY
    case 'provider':
    case 'saving':
    case 'saved':
      return undefined
    default:
      return step satisfies never
  }
}

export function setupTyping({ step }: SetupState): boolean {
  return (step.is === 'model' && step.list.filtering) || (step.is === 'access' && !step.busy) || step.is === 'naming'
}
