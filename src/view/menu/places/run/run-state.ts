import type { RunEvent } from '../../../../protocol/events.ts'
import { reduceRun } from '../../../reduce-run.ts'
import type { RunRow } from '../../../rows.ts'
import { isGoingOn } from '../../../run-act-refusal.ts'
import { emptyRunView, type RunView } from '../../../run-view.ts'
import { leftTrace } from '../../../trace/left-trace.ts'
import { isLogged, logLine } from '../../../trace/log-line.ts'
import { reduceTrace } from '../../../trace/reduce-trace.ts'
import { emptyTrace, type Trace } from '../../../trace/trace.ts'
import { EMPTY_LIST, type ListState } from '../../parts/list.ts'
import { PANE_AT_END, PANE_AT_TOP, type PaneState } from '../../parts/pane.ts'
import type { Line } from '../../span.ts'
import type { RunDialog } from './run-dialog.ts'

export const TABS = ['overview', 'steps', 'log'] as const
export type RunTab = (typeof TABS)[number]

export interface RunState {
  readonly run_id: string
  readonly row: RunRow | null
  readonly run: RunView
  readonly trace: Trace
  /** The trace as it is shown: without the work of an owner that is gone. */
  readonly shown: Trace
  /** The newest lines, and how many there were before them. */
  readonly log: readonly Line[]
  readonly earlier: number
  readonly tab: RunTab
  readonly waterfall: boolean
  readonly list: ListState
  /** Ids of tree rows. */
  readonly folded: ReadonlySet<string>
  /** The step whose details are shown. */
  readonly opened: string | null
  readonly panes: { readonly overview: PaneState; readonly detail: PaneState; readonly log: PaneState }
  readonly dialog: RunDialog | null
  /** Somebody went to answer what it waits for, and came back: with the answer it goes on by itself. */
  readonly answering: 'away' | 'back' | null
  /** What is being done; empty: nothing. */
  readonly busy: string
}

export function newRunState(run_id: string): RunState {
  return {
    run_id,
    row: null,
    run: emptyRunView(run_id),
    trace: emptyTrace(run_id),
    shown: emptyTrace(run_id),
    log: [],
    earlier: 0,
    tab: 'overview',
    waterfall: false,
    list: EMPTY_LIST,
    folded: new Set(),
    opened: null,
    panes: { overview: PANE_AT_TOP, detail: PANE_AT_TOP, log: PANE_AT_END },
    dialog: null,
    answering: null,
    busy: '',
  }
}

const KEPT_LINES = 2000

/** The state some events later; those that were seen before change nothing. */
export function withEvents(state: RunState, events: readonly RunEvent[]): RunState {
  const news = events.filter(({ seq }) => seq > state.run.last_seq)
  if (news.length === 0) return state
  const run = news.reduce(reduceRun, state.run)
  return withLog(withShown({ ...state, run, trace: news.reduce(reduceTrace, state.trace) }), news.filter(isLogged))
}

export function withRow(state: RunState, row: RunRow): RunState {
  return withShown({ ...state, run_id: row.run_id, row })
}

function withShown(state: RunState): RunState {
  return { ...state, shown: isGoingOn(state) ? state.trace : leftTrace(state.trace) }
}

function withLog(state: RunState, news: readonly RunEvent[]): RunState {
  const lines = [...state.log, ...news.slice(-KEPT_LINES).map((event) => logLine(event, state.run))].slice(-KEPT_LINES)
  return { ...state, log: lines, earlier: state.earlier + state.log.length + news.length - lines.length }
}
