import { defineScreen } from '../../define-screen.ts'
import { CONFIRMING } from '../../parts/confirm.ts'
import { FILTERING } from '../../parts/list.ts'
import { reduceRuns } from './reduce-runs.ts'
import { CHOOSING, NAMING, RUNS_KEYS } from './runs-keys.ts'
import { runsRefusal } from './runs-refusals.ts'
import { lookOf, NO_RUNS, type RunsQuestion, type RunsState } from './runs-state.ts'
import { runsBlocks } from './runs-view.ts'

/** Every run of the workspace: how it stands, what it came to, and what can be done with it. */
export const runsScreen = defineScreen<'runs', RunsState>({
  place: 'runs',
  title: 'Runs',
  keys: RUNS_KEYS,
  open: ({ filter = '' }) => {
    const state = { ...NO_RUNS, list: { ...NO_RUNS.list, filter } }
    return { state, effects: [{ do: 'look', look: lookOf(state) }] }
  },
  mode: ({ question, list }) => (question === null ? (list.filtering ? FILTERING : undefined) : MODES[question.about]),
  typing: ({ question, list }) => (question === null ? list.filtering : question.about === 'export'),
  refused: runsRefusal,
  reduce: reduceRuns,
  view: (state, context) => ({ title: 'Runs', blocks: runsBlocks(state, context) }),
})

const MODES: Readonly<Record<RunsQuestion['about'], string>> = {
  stop: CONFIRMING,
  kill: CONFIRMING,
  rerun: CONFIRMING,
  undo: CONFIRMING,
  verdict: CHOOSING,
  fork: CHOOSING,
  export: NAMING,
}
