import { isGoingOn, MUST_ANSWER, runActRefusal } from '../../../run-act-refusal.ts'
import type { RunState } from './run-state.ts'
import { chosenStep, openedStep } from './run-steps.ts'

/** Why an action can't be done now; empty: it can. */
export function runRefusal(state: RunState, action: string): string {
  if (state.busy !== '' && DOING.includes(action)) return `${state.busy} is under way`
  switch (action) {
    case 'stop':
    case 'kill':
    case 'answer':
    case 'undo':
    case 'replay':
      return runActRefusal(state, action)
    case 'resume':
      return resumeRefusal(state)
    case 'fork':
      return forkRefusal(state)
    case 'fold':
    case 'unfold':
    case 'toggle':
      return state.list.filter === '' ? '' : 'a filter shows all of them'
    case 'whole':
      return wholeRefusal(state)
    case 'follow':
      return state.panes.log.top === 'end' ? 'it follows already' : ''
    case 'report.take':
      return state.dialog?.type === 'report' && state.dialog.effect === null ? 'there is nothing to be done' : ''
    default:
      return ''
  }
}

const DOING = ['whole', 'stop', 'kill', 'rerun', 'resume', 'fork', 'undo', 'replay', 'export']

// The key that answers is this face's own.
function resumeRefusal(state: RunState): string {
  const refusal = runActRefusal(state, 'resume')
  return refusal === MUST_ANSWER ? `${refusal}: a` : refusal
}

function wholeRefusal(state: RunState): string {
  const detail = openedStep(state)?.node.detail
  if (detail?.kind !== 'tool') return 'this is no tool call'
  return detail.finished === null ? 'it has not answered yet' : ''
}

function forkRefusal(state: RunState): string {
  if (isGoingOn(state)) return 'it is still going on'
  if (state.tab !== 'steps') return 'choose the step in the steps first: 2'
  const step = openedStep(state) ?? chosenStep(state)
  if (step?.node.address == null) return 'no fork begins here: choose a step with an address, like s1.2'
  return ''
}
