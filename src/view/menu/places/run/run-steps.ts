import { type TreeRow, treeLine, treeRows } from '../../../trace/tree-rows.ts'
import { chosenIndex, passesFilter } from '../../parts/list.ts'
import { plainText } from '../../span.ts'
import type { RunState } from './run-state.ts'

/** The rows of the steps that are to be seen: unfolded, and passing the filter. */
export function stepRows({ shown: trace, folded, list }: RunState): TreeRow[] {
  const rows = treeRows(trace, list.filter === '' ? folded : new Set())
  return list.filter === '' ? rows : rows.filter((row) => passesFilter(list.filter, plainText(treeLine(row, 0))))
}

export function chosenStep(state: RunState): TreeRow | undefined {
  const rows = stepRows(state)
  return rows[
    chosenIndex(
      state.list,
      rows.map(({ id }) => id),
    )
  ]
}

/** Whose details are shown; undefined when it is gone. */
export function openedStep({ shown: trace, opened }: RunState): TreeRow | undefined {
  return opened === null ? undefined : treeRows(trace).find(({ id }) => id === opened)
}
