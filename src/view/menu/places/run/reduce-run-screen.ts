import { forkAddress } from '../../../fork-address.ts'
import { pendingIds } from '../../../run-act-refusal.ts'
import { treeRows } from '../../../trace/tree-rows.ts'
import type { Destination } from '../../destination.ts'
import { reduceList } from '../../parts/list.ts'
import { PANE_AT_END, PANE_AT_TOP, reducePane } from '../../parts/pane.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import { forkDialog } from './fork-choices.ts'
import { reduceFold } from './reduce-fold.ts'
import { reduceRunDialog } from './reduce-run-dialog.ts'
import { resumeDialog } from './resume-dialog.ts'
import type { RunData, RunEffect } from './run-io.ts'
import { runRefusal } from './run-refusals.ts'
import { replayDialog, undoDialog } from './run-reports.ts'
import { type RunState, type RunTab, TABS, withEvents, withRow } from './run-state.ts'
import { chosenStep, openedStep, stepRows } from './run-steps.ts'
import { exportDialog, resultDialog, stopDialog } from './simple-dialogs.ts'

type Message = ScreenMessage<RunData>
type RunStep = Step<RunState, RunEffect>

export function reduceRunScreen(state: RunState, message: Message, context: ScreenContext): RunStep {
  if (message.type === 'data') return goneOn(told(state, message.data))
  if (message.type === 'uncovered') return goneOn({ state: { ...state, answering: state.answering === 'away' ? 'back' : null } })
  if (state.dialog !== null) return reduceRunDialog(state, message, context)
  const moved = movedIn(state, message)
  if (moved !== undefined) return { state: moved }
  return message.type === 'action' ? acted({ ...state, answering: null }, message.action) : { state }
}

/** Back from answering, the run goes on as soon as the answer is in its log. */
function goneOn(step: RunStep): RunStep {
  const { state } = step
  const answered = state.answering === 'back' && pendingIds(state.run).length === 0 && state.run.in_doubt.length === 0
  if (!answered || state.busy !== '' || runRefusal(state, 'resume') !== '') return step
  const resume: RunEffect = { do: 'resume', run_id: state.run_id, wish: {} }
  return { ...step, state: { ...state, answering: null, busy: 'resuming' }, effects: [...(step.effects ?? []), resume] }
}

function told(state: RunState, data: RunData): RunStep {
  switch (data.type) {
    case 'row':
      return { state: withRow(state, data.row) }
    case 'events':
      return { state: withEvents(state, data.events) }
    case 'fork-steps':
      return forked(state, data)
    case 'undo':
      return { state: { ...state, busy: '', dialog: undoDialog(data.report) } }
    case 'replay':
      return { state: { ...state, busy: '', dialog: replayDialog(data.report) } }
    case 'started':
      return {
        state: { ...state, busy: '' },
        go: { type: 'open', destination: { to: 'run', run_id: data.run_id } },
        say: { text: `${data.what} ${data.run_id}`, as: 'good' },
      }
    case 'idle':
      return { state: { ...state, busy: '' } }
    default:
      return data satisfies never
  }
}

/** Scrolling and choosing in the view that is seen. */
function movedIn(state: RunState, message: Message): RunState | undefined {
  const { panes } = state
  if (state.opened !== null) {
    const detail = reducePane(panes.detail, message, { id: 'detail' })
    return detail && { ...state, panes: { ...panes, detail } }
  }
  if (state.tab === 'steps') {
    const ids = stepRows(state).map(({ id }) => id)
    const list = reduceList(state.list, message, ids)
    return list && { ...state, list }
  }
  const follow = state.tab === 'log'
  const pane = reducePane(panes[state.tab], message, { id: state.tab, follow })
  return pane && { ...state, panes: { ...panes, [state.tab]: pane } }
}

function acted(state: RunState, action: string): RunStep {
  const { run_id } = state
  const doing = (effect: RunEffect, busy: string): RunStep => ({ state: { ...state, busy }, effects: [effect] })
  switch (action) {
    case 'tab.next':
      return { state: inTab(state, 1) }
    case 'tab.previous':
      return { state: inTab(state, -1) }
    case 'tab.overview':
    case 'tab.steps':
    case 'tab.log':
      return { state: { ...state, tab: action.slice('tab.'.length) as RunTab } }
    case 'open':
      return { state: opened(state, chosenStep(state)?.id) }
    case 'close':
      return { state: { ...state, opened: null } }
    case 'step.next':
      return { state: stepped(state, 1) }
    case 'step.previous':
      return { state: stepped(state, -1) }
    case 'whole': {
      const row = openedStep(state)
      const dialog = row && resultDialog(run_id, row)
      return dialog === undefined ? { state } : { state: { ...state, dialog } }
    }
    case 'waterfall':
      return { state: { ...state, waterfall: !state.waterfall } }
    case 'fold':
    case 'unfold':
    case 'toggle':
      return { state: reduceFold(state, action) }
    case 'follow':
      return { state: { ...state, panes: { ...state.panes, log: { ...PANE_AT_END, shown: state.panes.log.shown } } } }
    case 'answer':
      return { state: { ...state, answering: 'away' }, go: { type: 'open', destination: toAnswer(state) } }
    case 'stop':
      return { state: { ...state, dialog: stopDialog(run_id, false) } }
    case 'kill':
      return { state: { ...state, dialog: stopDialog(run_id, true) } }
    case 'rerun':
      return doing({ do: 'rerun', run_id }, 'starting')
    case 'resume': {
      const dialog = resumeDialog(state)
      return dialog === undefined ? doing({ do: 'resume', run_id, wish: {} }, 'resuming') : { state: { ...state, dialog } }
    }
    case 'fork':
      return doing({ do: 'fork-steps', run_id, step: (openedStep(state) ?? chosenStep(state))?.id ?? '' }, 'looking')
    case 'undo':
      return doing({ do: 'undo', run_id, dryRun: true }, 'looking')
    case 'replay':
      return doing({ do: 'replay', run_id }, 'replaying')
    case 'export':
      return { state: { ...state, dialog: exportDialog(run_id) } }
    case 'id':
      return { state, say: { text: run_id, as: 'good' } }
    default:
      return { state }
  }
}

function toAnswer(state: RunState): Destination {
  const [first, ...more] = pendingIds(state.run)
  return first === undefined || more.length > 0 ? { to: 'approvals' } : { to: 'approval', approval_id: first }
}

function inTab(state: RunState, by: 1 | -1): RunState {
  const at = (TABS.indexOf(state.tab) + by + TABS.length) % TABS.length
  return { ...state, tab: TABS[at] ?? 'overview' }
}

function opened(state: RunState, id: string | undefined): RunState {
  if (id === undefined) return state
  return { ...state, opened: id, list: { ...state.list, chosen: id }, panes: { ...state.panes, detail: PANE_AT_TOP } }
}

function stepped(state: RunState, by: 1 | -1): RunState {
  const rows = stepRows(state)
  return opened(state, rows[rows.findIndex(({ id }) => id === state.opened) + by]?.id)
}

function forked(state: RunState, { step, steps }: Extract<RunData, { type: 'fork-steps' }>): RunStep {
  const row = treeRows(state.shown).find(({ id }) => id === step)
  const address = row && forkAddress(steps, row)
  const idle = { ...state, busy: '' }
  if (row === undefined || address === undefined) return { state: idle, say: { text: 'No fork begins at this step.', as: 'warn' } }
  return { state: { ...idle, dialog: forkDialog(state.run_id, row.node, address) } }
}
