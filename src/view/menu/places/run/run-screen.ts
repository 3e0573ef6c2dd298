import { defineScreen } from '../../define-screen.ts'
import { FILTERING } from '../../parts/list.ts'
import { dialogBlocks } from './dialog-blocks.ts'
import { CHOOSING, READING, WRITING } from './dialog-keys.ts'
import { reduceRunScreen } from './reduce-run-screen.ts'
import { runBlocks } from './run-blocks.ts'
import { RUN_KEYS } from './run-keys.ts'
import { runRefusal } from './run-refusals.ts'
import { newRunState, type RunState } from './run-state.ts'

/** A run, live or ended: how it stands, its steps with everything that is known of them, its log, and what can be done with it. */
export const runScreen = defineScreen<'run', RunState>({
  place: 'run',
  title: 'Run',
  keys: RUN_KEYS,
  open: ({ run_id }) => ({ state: newRunState(run_id), effects: [{ do: 'watch', run_id }] }),
  mode: modeOf,
  typing: (state) => state.dialog?.type === 'input' || (state.dialog === null && state.list.filtering),
  refused: runRefusal,
  reduce: reduceRunScreen,
  view: (state, context) => ({
    title: `Run ${state.run_id.slice(0, 8)}`,
    blocks: state.dialog === null ? runBlocks(state, context) : dialogBlocks(state.dialog, context),
  }),
})

const DIALOG_MODES = { choose: CHOOSING, input: WRITING, report: READING } as const

function modeOf({ dialog, list, opened, tab }: RunState): string | undefined {
  if (dialog !== null) return DIALOG_MODES[dialog.type]
  if (list.filtering) return FILTERING
  if (opened !== null) return 'detail'
  return tab === 'overview' ? undefined : tab
}
