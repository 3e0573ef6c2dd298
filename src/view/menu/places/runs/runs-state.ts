import type { RunOrder } from '../../../../protocol/run-query.ts'
import type { ForkStep } from '../../../fork-rows.ts'
import type { UndoReport } from '../../../rows.ts'
import type { ListedRun, RunPage } from '../../../run-list.ts'
import type { EditorState } from '../../parts/editor/editor-state.ts'
import { chosenIndex, EMPTY_LIST, type ListState } from '../../parts/list.ts'
import type { RunsLook } from './runs-io.ts'

export interface RunsState {
  /** Null: not read yet. */
  readonly page: RunPage | null
  /** What the page is the answer to. */
  readonly answered: RunsLook | null
  readonly looking: boolean
  readonly list: ListState
  readonly order: RunOrder
  readonly limit: number
  readonly question: RunsQuestion | null
  /** What is under way with a run; empty: nothing. */
  readonly busy: string
}

/** What is asked before something is done. */
export type RunsQuestion =
  | { readonly about: 'stop' | 'kill' | 'rerun'; readonly run: ListedRun }
  | { readonly about: 'undo'; readonly report: UndoReport }
  | { readonly about: 'verdict'; readonly run: ListedRun; readonly chosen: number }
  | { readonly about: 'fork'; readonly run_id: string; readonly steps: readonly ForkStep[]; readonly chosen: number }
  | { readonly about: 'export'; readonly run: ListedRun; readonly path: EditorState }

export const FIRST_LIMIT = 200
export const MOST = 2000

export const NO_RUNS: RunsState = {
  page: null,
  answered: null,
  looking: true,
  list: EMPTY_LIST,
  order: 'newest',
  limit: FIRST_LIMIT,
  question: null,
  busy: '',
}

export function lookOf({ list, order, limit }: RunsState): RunsLook {
  return { filter: list.filter.trim(), order, limit }
}

/** Made once for each page: every frame asks for them. */
const IDS = new WeakMap<RunPage, readonly string[]>()

export function runIds({ page }: RunsState): readonly string[] {
  if (page === null) return []
  const known = IDS.get(page) ?? page.runs.map(({ run_id }) => run_id)
  IDS.set(page, known)
  return known
}

export function chosenRun(state: RunsState): ListedRun | undefined {
  return state.page?.runs[chosenIndex(state.list, runIds(state))]
}
