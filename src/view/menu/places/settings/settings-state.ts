import type { SettingRow } from '../../../setting-rows.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { chosenIndex, type ListState, passesFilter } from '../../parts/list.ts'

export interface SettingsState {
  /** null: not known yet. */
  readonly rows: readonly SettingRow[] | null
  /** What was ignored, or contradicts something, of the settings as a whole. */
  readonly notes: readonly string[]
  /** The file that changes are saved in. */
  readonly file: string
  readonly list: ListState
  /** Only what is not as it is by itself. */
  readonly changedOnly: boolean
  readonly doing:
    | { readonly is: 'looking' }
    | { readonly is: 'editing'; readonly name: string; readonly form: FormState; readonly problem: string; readonly saving: boolean }
    | { readonly is: 'confirming'; readonly name: string }
}

export function shownSettings({ rows, list, changedOnly }: SettingsState): readonly SettingRow[] {
  return (rows ?? []).filter(
    ({ name, description, group, origin, value }) =>
      (!changedOnly || origin !== 'default') && passesFilter(list.filter, `${name} ${description} ${group} ${origin} ${value ?? ''}`),
  )
}

export function chosenSetting(state: SettingsState): SettingRow | undefined {
  const rows = shownSettings(state)
  return rows[
    chosenIndex(
      state.list,
      rows.map(({ name }) => name),
    )
  ]
}
