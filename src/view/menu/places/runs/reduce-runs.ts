import { RUN_ORDERS, type RunOrder } from '../../../../protocol/run-query.ts'
import { runCompletions } from '../../../run-filter.ts'
import { newEditor } from '../../parts/editor/editor-state.ts'
import { chosenIndex, reduceList } from '../../parts/list.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import { reduceRunsQuestion } from './reduce-runs-question.ts'
import type { RunsData, RunsEffect } from './runs-io.ts'
import { PRESETS, type Preset } from './runs-keys.ts'
import { chosenRun, FIRST_LIMIT, lookOf, MOST, type RunsQuestion, type RunsState, runIds } from './runs-state.ts'

export type RunsStep = Step<RunsState, RunsEffect>

/** So many rows before the end more are fetched. */
const AHEAD = 30

export function reduceRuns(state: RunsState, message: ScreenMessage<RunsData>, context: ScreenContext): RunsStep {
  if (message.type === 'data') return told(state, message.data)
  if (message.type === 'tick' || message.type === 'uncovered') return look(state)
  if (state.question !== null) return reduceRunsQuestion(state, state.question, message, context)
  if (message.type === 'action' && message.action === 'complete') return listed(completed(state), state)
  const list = reduceList(state.list, message, runIds(state), Math.max(1, context.rows - 8))
  if (list !== undefined) return listed({ ...state, list }, state)
  return message.type === 'action' ? acted(state, message.action) : { state }
}

/** A look at a time; what has changed meanwhile is looked for after it. */
function look(state: RunsState): RunsStep {
  if (state.looking) return { state }
  return { state: { ...state, looking: true }, effects: [{ do: 'look', look: lookOf(state) }] }
}

/** The filter is looked for while it is typed; and before the rows end, more are fetched. */
function listed(state: RunsState, before: RunsState): RunsStep {
  if (state.list.filter.trim() !== before.list.filter.trim())
    return look({ ...state, limit: FIRST_LIMIT, list: { ...state.list, chosen: null } })
  const ids = runIds(state)
  const near = chosenIndex(state.list, ids) >= ids.length - AHEAD
  if (near && state.page?.next != null && state.limit < MOST && ids.length >= state.limit)
    return look({ ...state, limit: Math.min(MOST, state.limit * 2) })
  return { state }
}

function completed(state: RunsState): RunsState {
  const [first] = completionsOf(state)
  if (first === undefined) return state
  return { ...state, list: { ...state.list, filter: state.list.filter.replace(/\S*$/, first) } }
}

export function completionsOf({ list, page }: RunsState): string[] {
  const agents = [...new Set(page?.runs.flatMap((run) => run.agents))].sort()
  return runCompletions(list.filter, { agent: agents })
}

function acted(state: RunsState, action: string): RunsStep {
  if (action.startsWith('preset.')) {
    const filter = PRESETS[action.slice('preset.'.length) as Preset] ?? ''
    return listed({ ...state, list: { ...state.list, filter } }, state)
  }
  if (action === 'order')
    return look({ ...state, order: nextOrder(state.order), list: { ...state.list, chosen: null }, limit: FIRST_LIMIT })
  if (action === 'refresh') return look(state)
  const run = chosenRun(state)
  if (run === undefined) return { state }
  const { run_id } = run
  switch (action) {
    case 'open':
      return { state, go: { type: 'open', destination: { to: 'run', run_id } } }
    case 'stop':
    case 'kill':
    case 'rerun':
      return asking(state, { about: action, run })
    case 'resume':
      if (run.waiting_reason === 'in_doubt') return asking(state, { about: 'verdict', run, chosen: 0 })
      return { state: { ...state, busy: 'resuming' }, effects: [{ do: 'resume', run_id, in_doubt: null }] }
    case 'draft':
      return { state: { ...state, busy: 'reading its options' }, effects: [{ do: 'draft', run_id }] }
    case 'fork':
      return { state: { ...state, busy: 'reading its steps' }, effects: [{ do: 'steps', run_id }] }
    case 'undo':
      return { state: { ...state, busy: 'looking what it changed' }, effects: [{ do: 'undo', run_id, dryRun: true }] }
    case 'export':
      return asking(state, { about: 'export', run, path: newEditor(`claw-run-${run_id.slice(0, 8)}`) })
    case 'id':
      return { state, say: { text: `${run_id}   claw watch ${run_id}`, as: 'good' } }
    default:
      return { state }
  }
}

function asking(state: RunsState, question: RunsQuestion): RunsStep {
  return { state: { ...state, question } }
}

function nextOrder(order: RunOrder): RunOrder {
  return RUN_ORDERS[(RUN_ORDERS.indexOf(order) + 1) % RUN_ORDERS.length] ?? 'newest'
}

function told(state: RunsState, data: RunsData): RunsStep {
  switch (data.type) {
    case 'looked':
      return { state: { ...state, page: data.page, answered: data.look } }
    case 'rested': {
      const rested = { ...state, looking: false }
      return JSON.stringify(state.answered) === JSON.stringify(lookOf(state)) ? { state: rested } : lookAgain(rested)
    }
    case 'idle':
      return look({ ...state, busy: '' })
    case 'draft':
      return { state, go: { type: 'open', destination: { to: 'home', again: data.draft } } }
    case 'steps':
      return asking(state, { about: 'fork', run_id: data.run_id, steps: data.steps, chosen: 0 })
    case 'undo':
      return asking(state, { about: 'undo', report: data.report })
    case 'started':
      return { state, go: { type: 'open', destination: { to: 'run', run_id: data.run_id } }, say: { text: data.what, as: 'good' } }
    default:
      return data satisfies never
  }
}

// A look that failed was told; it is not asked again at once.
function lookAgain(state: RunsState): RunsStep {
  return state.answered === null ? { state } : look(state)
}
