import { totalCost } from '../../../add-model-use.ts'
import { formatCost, formatDuration } from '../../../format.ts'
import { isGoingOn } from '../../../run-act-refusal.ts'
import { engineOf } from '../../../run-view.ts'
import { STATE_LOOKS } from '../../../trace/state-look.ts'
import { tokenText } from '../../../trace/token-text.ts'
import { elapsedOf } from '../../../trace/tree-rows.ts'
import { type Line, line, span } from '../../span.ts'
import type { RunState } from './run-state.ts'

/** How the run stands, in one line: the word of its status, time, what it took. */
export function statusLine(state: RunState, now: number): Line {
  const { run, shown: trace } = state
  const look = STATE_LOOKS[trace.root.state]
  const { input, output } = trace.root.use
  const steps = run.subtasks.filter(({ dropped }) => !dropped)
  const done = steps.filter(({ status }) => status === 'succeeded').length
  const facts = [
    formatDuration(elapsedOf(trace.root, isGoingOn(state) ? now : (run.last_event_at ?? now))),
    ...(steps.length === 0 ? [] : [`${done}/${steps.length} steps`]),
    ...(input + output === 0 ? [] : [tokenText(input, output), formatCost(totalCost(run.usage))]),
    ...(engineOf(run) === null ? [] : [`engine ${engineOf(run) ?? ''}`]),
  ]
  return line(
    span(look.mark, look.as),
    ' ',
    span(statusWord(state), look.as),
    `  ${facts.join('  ')}`,
    span(state.busy === '' ? '' : `  ${state.busy}…`, 'accent'),
  )
}

function statusWord(state: RunState): string {
  const { row, run } = state
  if (run.cancelling_by !== null && isGoingOn(state)) return 'stopping'
  const left = run.status === 'running' && row !== null && row.status !== 'running' && row.status !== 'queued'
  return left ? row.status : run.status
}
