import type { SettingRow } from '../../../setting-rows.ts'

export type SettingsEffect =
  | { readonly do: 'load' }
  /** Whether claw would start with this value. */
  | { readonly do: 'check'; readonly name: string; readonly text: string }
  /** null: away with it. */
  | { readonly do: 'change'; readonly name: string; readonly text: string | null }
  | { readonly do: 'paths'; readonly query: string }

export type SettingsData =
  | { readonly type: 'settings'; readonly rows: readonly SettingRow[]; readonly notes: readonly string[]; readonly file: string }
  /** `problem` empty: it can be saved. */
  | { readonly type: 'checked'; readonly name: string; readonly text: string; readonly problem: string }
  | { readonly type: 'changed'; readonly name: string; readonly rows: readonly SettingRow[]; readonly notes: readonly string[] }
  | { readonly type: 'paths'; readonly query: string; readonly paths: readonly string[] }
