import { defineScreen } from '../../define-screen.ts'
import { reduceSetup } from './reduce-setup.ts'
import { SETUP_KEYS, setupMode, setupTyping } from './setup-keys.ts'
import { FIRST_STEP, type SetupState } from './setup-state.ts'
import { setupBlocks } from './setup-view.ts'

/** Provider, key and model by questions, as `claw setup` asks them: tried before anything is saved. */
export const setupScreen = defineScreen<'setup', SetupState>({
  place: 'setup',
  title: 'Setup',
  keys: SETUP_KEYS,
  open: () => ({ state: { places: null, step: FIRST_STEP }, effects: [{ do: 'load' }] }),
  mode: setupMode,
  typing: setupTyping,
  refused: ({ places, step }, action) => {
    if (action !== 'take' || step.is === 'model') return ''
    if (step.is !== 'provider') return 'nothing is asked now'
    return places === null ? 'the servers of this machine are looked for' : ''
  },
  reduce: reduceSetup,
  view: (state, context) => ({ title: 'Setup', blocks: setupBlocks(state, context) }),
})
