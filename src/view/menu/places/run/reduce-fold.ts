import { rowId } from '../../../trace/tree-rows.ts'
import type { RunState } from './run-state.ts'
import { chosenStep } from './run-steps.ts'

/** Folding as in other trees: left folds, or goes to the part that holds this one; right unfolds. */
export function reduceFold(state: RunState, action: 'fold' | 'unfold' | 'toggle'): RunState {
  const step = chosenStep(state)
  if (step === undefined) return state
  const { id, path, node, folded } = step
  const leaf = node.children.length === 0
  if (action === 'fold' && (folded || leaf)) return { ...state, list: { ...state.list, chosen: rowId(path.slice(0, -1)) } }
  if (leaf) return state
  const fold = action === 'toggle' ? !folded : action === 'fold'
  const next = new Set(state.folded)
  if (fold) next.add(id)
  else next.delete(id)
  return { ...state, folded: next, list: { ...state.list, chosen: id } }
}
