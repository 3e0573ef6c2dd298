import { defineScreen } from '../../define-screen.ts'
import { EMPTY_LIST } from '../../parts/list.ts'
import { reduceSettings } from './reduce-settings.ts'
import { SETTINGS_KEYS, settingsMode, settingsRefused } from './settings-keys.ts'
import type { SettingsState } from './settings-state.ts'
import { settingsBlocks } from './settings-view.ts'

/** Every setting with its value and where that comes from; changes are saved in the user's config.json. */
export const settingsScreen = defineScreen<'settings', SettingsState>({
  place: 'settings',
  title: 'Settings',
  keys: SETTINGS_KEYS,
  open: () => ({
    state: { rows: null, notes: [], file: '', list: EMPTY_LIST, changedOnly: false, doing: { is: 'looking' } },
    effects: [{ do: 'load' }],
  }),
  mode: settingsMode,
  typing: ({ list, doing }) => list.filtering || doing.is === 'editing',
  refused: settingsRefused,
  reduce: reduceSettings,
  view: (state, context) => ({ title: 'Settings', blocks: settingsBlocks(state, context) }),
})
