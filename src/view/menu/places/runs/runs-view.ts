import { formatAge, plural } from '../../../format.ts'
import { runFilter } from '../../../run-filter.ts'
import type { ListedRun } from '../../../run-list.ts'
import { visibleLine } from '../../../shown-text.ts'
import { STAGE_INFO } from '../../../stats/run-stage.ts'
import { factLine } from '../../parts/detail-lines.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { completionsOf } from './reduce-runs.ts'
import { questionBlocks } from './runs-questions.ts'
import { chosenRun, type RunsState } from './runs-state.ts'
import { runsTable } from './runs-table.ts'

/** Rows from which on the chosen run is also told below the table. */
const ROOMY = 20
const SHOWN_COMPLETIONS = 8

export function runsBlocks(state: RunsState, context: ScreenContext): Block[] {
  if (state.question !== null) return questionBlocks(state.question, context)
  return [
    { kind: 'text', wrap: true, lines: [headLine(state), ...filterLines(state, context.now), ...standingLines(state)] },
    runsTable(state, context),
    ...(context.rows >= ROOMY ? detailBlocks(chosenRun(state), context.now) : []),
  ]
}

function headLine({ page, list, order, busy }: RunsState): Line {
  const count = page === null ? 'looking...' : `${page.total} ${page.total === 1 ? 'run' : 'runs'}`
  const shown = page !== null && page.runs.length < page.total ? `, ${page.runs.length} loaded` : ''
  return line(
    span(`${count}${shown}, ${order} first`, 'dim'),
    span(list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : '', 'accent'),
    span(busy === '' ? '' : `   ${busy}...`, 'accent'),
  )
}

/** What is wrong with the filter, and what its last word could become. */
function filterLines(state: RunsState, now: number): Line[] {
  const { problem } = runFilter(state.list.filter, now)
  const completions = state.list.filtering ? completionsOf(state).slice(0, SHOWN_COMPLETIONS) : []
  return [
    ...(problem === '' ? [] : [line(span(visibleLine(problem), 'warn'))]),
    ...(completions.length === 0 ? [] : [line(span(`tab: ${visibleLine(completions.join('  '))}`, 'dim'))]),
  ]
}

/** What stands still and could go on. */
function standingLines({ page, list }: RunsState): Line[] {
  const { interrupted = 0, waiting = 0 } = page?.counts ?? {}
  if (list.filtering || list.filter !== '' || interrupted + waiting === 0) return []
  return [
    line(
      ...(interrupted === 0 ? [] : [span(`! ${plural(interrupted, 'run')} interrupted: 5 shows, r resumes`, 'warn')]),
      ...(interrupted > 0 && waiting > 0 ? [span('   ')] : []),
      ...(waiting === 0 ? [] : [span(`? ${waiting} waiting for you: 4 shows`, 'warn')]),
    ),
  ]
}

function detailBlocks(run: ListedRun | undefined, now: number): Block[] {
  if (run === undefined) return []
  const { run_id, error, agents, session_id, origin, stage } = run
  const lines = [
    ...(error === null ? [] : [factLine('why', error.message, 'warn'), ...(error.fix === '' ? [] : [factLine('mend it', error.fix)])]),
    ...standLines(run, now),
    ...(stage === null ? [] : [factLine('stage', STAGE_INFO[stage].title)]),
    ...(agents.length > 1 ? [factLine('agents', agents.join(', '))] : []),
    ...(session_id === run_id ? [] : [factLine('session', session_id)]),
    ...(origin === 'cli' ? [] : [factLine('from', origin)]),
  ]
  return [
    { kind: 'rule', title: run_id },
    { kind: 'text', wrap: true, lines: lines.length === 0 ? [factLine('task', run.task)] : lines },
  ]
}

function standLines({ status, held, waiting_reason, updated_at, resumable }: ListedRun, now: number): Line[] {
  if (status === 'interrupted') return [factLine('stands', `since ${formatAge(updated_at, now)}; r goes on where it stopped`, 'warn')]
  if (waiting_reason === 'in_doubt') return [factLine('stands', 'nobody knows whether its last effect happened; r asks you', 'warn')]
  if (status === 'waiting')
    return [factLine('waits', held ? 'for an answer: the place Approvals' : 'parked: answer it in Approvals, then r goes on', 'warn')]
  return resumable && status === 'completed' ? [factLine('stands', 'only planned; r carries it out')] : []
}
