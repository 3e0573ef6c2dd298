import { isGoingOn, type RunState } from './run-state.ts'
import { chosenStep, openedStep } from './run-steps.ts'

/** Why an action can't be done now; empty: it can. */
export function runRefusal(state: RunState, action: string): string {
  if (state.busy !== '' && DOING.includes(action)) return `${state.busy} is under way`
  switch (action) {
    case 'stop':
    case 'kill':
      return isGoingOn(state) || isOpenWithoutOwner(state) ? '' : 'it is not going on'
    case 'answer':
      return pendingIds(state).length > 0 ? '' : 'nothing waits for an answer'
    case 'resume':
      return resumeRefusal(state)
    case 'fork':
      return forkRefusal(state)
    case 'undo':
    case 'replay':
      return isGoingOn(state) ? 'it is still going on' : ''
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

/** Approvals and questions that a person has not answered yet. */
export function pendingIds({ run }: RunState): string[] {
  return [
    ...run.approvals.filter(({ status }) => status === 'pending').map(({ approval_id }) => approval_id),
    ...run.questions.filter(({ open }) => open).map(({ question_id }) => question_id),
  ]
}

// It waits or was interrupted: stopping sets it to cancelled.
function isOpenWithoutOwner({ run, row }: RunState): boolean {
  return ['waiting', 'interrupted'].includes(row?.status ?? run.status)
}

function resumeRefusal(state: RunState): string {
  if (isGoingOn(state)) return 'it goes on already'
  const { run, row } = state
  const status = row?.status ?? run.status
  if (pendingIds(state).length > 0 && status === 'waiting') return 'what it waits for has to be answered first: a'
  if (['waiting', 'interrupted', 'queued'].includes(status)) return ''
  if (status === 'failed' && run.error?.code.startsWith('MODEL_') === true) return ''
  if (status === 'completed' && run.result === null && run.plans.length > 0) return ''
  return `it has ended (${status}); fork it from a step instead`
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
