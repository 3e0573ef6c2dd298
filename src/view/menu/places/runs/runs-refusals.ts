import type { ListedRun } from '../../../run-list.ts'
import { chosenRun, type RunsState } from './runs-state.ts'

const OF_A_RUN: ReadonlySet<string> = new Set(['open', 'resume', 'rerun', 'draft', 'stop', 'kill', 'fork', 'undo', 'export', 'id'])

/** Why an action can't be done now; empty: it can. */
export function runsRefusal(state: RunsState, action: string): string {
  if (!OF_A_RUN.has(action)) return ''
  const run = chosenRun(state)
  if (run === undefined) return 'no run is chosen'
  if (state.busy !== '' && action !== 'open' && action !== 'id') return `${state.busy} is under way`
  return refusedFor(run, action)
}

function refusedFor(run: ListedRun, action: string): string {
  switch (action) {
    case 'stop':
    case 'kill':
      return isOver(run) ? `it has ended (${run.status})` : ''
    case 'resume':
      if (run.held) return 'it goes on already'
      return run.resumable ? '' : `it has ended (${run.status}); R runs it again, f goes on from a step`
    case 'fork':
      return run.held || run.status === 'queued' ? 'it is still going on' : ''
    case 'undo':
      return isOver(run) ? '' : 'it has not ended'
    default:
      return ''
  }
}

function isOver({ status }: ListedRun): boolean {
  return !['queued', 'running', 'waiting', 'interrupted'].includes(status)
}
