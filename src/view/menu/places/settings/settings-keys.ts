import type { KeyRow } from '../../key-row.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { FILTER_KEYS, FILTERING, LIST_KEYS } from '../../parts/list.ts'
import { chosenSetting, type SettingsState } from './settings-state.ts'

export const SETTINGS_KEYS: readonly KeyRow[] = [
  { action: 'edit', keys: ['enter', 'e'], label: 'edit', help: 'Change the setting, for every workspace of yours.' },
  { action: 'reset', keys: ['d'], label: 'default', help: 'Take the setting out of config.json: it is what it is by itself again.' },
  { action: 'setup', keys: ['s'], label: 'set up a model', help: 'Connect a language model: provider, key, model, with a live test.' },
  { action: 'models', keys: ['m'], label: 'models', help: 'The models of the provider: use one, try it, and why this one is used.' },
  { action: 'policy', keys: ['p'], label: 'policy', help: 'What is allowed, asked about and denied, and your own rules.' },
  { action: 'secrets', keys: ['k'], label: 'secrets', help: 'Names of keys and other secrets; set and remove them.' },
  {
    action: 'changed',
    keys: ['u'],
    label: 'set ones',
    help: 'Only the settings that are not as they are by themselves, or all.',
    quiet: true,
  },
  ...LIST_KEYS.filter(({ action }) => action !== 'list.up' && action !== 'list.down'),
  { action: 'list.up', keys: ['up'], label: 'up', help: 'The row above.', quiet: true },
  { action: 'list.down', keys: ['down', 'j'], label: 'down', help: 'The row below.', quiet: true },
  ...FILTER_KEYS,
  ...formKeys('save'),
  ...CONFIRM_KEYS,
]

export function settingsMode({ list, doing }: SettingsState): string | undefined {
  if (list.filtering) return FILTERING
  return doing.is === 'editing' ? FORM : doing.is === 'confirming' ? CONFIRMING : undefined
}

export function settingsRefused(state: SettingsState, action: string): string {
  const row = chosenSetting(state)
  if (action === 'edit') {
    if (row === undefined) return 'there is no setting here'
    return row.type.kind === 'secret' ? 'it is a secret: k sets it, or s with its provider' : ''
  }
  if (action === 'reset') return row?.saved === true ? '' : 'it is not in your config.json'
  return ''
}
