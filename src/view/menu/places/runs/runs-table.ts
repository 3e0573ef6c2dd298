import { formatAge, formatCost, formatDuration } from '../../../format.ts'
import type { ListedRun } from '../../../run-list.ts'
import { visibleLine } from '../../../shown-text.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { runMark } from './run-marks.ts'
import { type RunsState, runIds } from './runs-state.ts'

/** Only the rows around the chosen one are made into cells: there may be thousands. */
export function runsTable(state: RunsState, { rows: height, now }: ScreenContext): Block {
  const chosen = chosenIndex(state.list, runIds(state))
  const from = Math.max(0, chosen - height)
  const near = (state.page?.runs ?? []).slice(from, chosen + height)
  return {
    kind: 'table',
    columns: [
      { title: 'state' },
      { title: 'task', flexible: true },
      { title: 'started', align: 'right' },
      { title: 'took', align: 'right', optional: true },
      { title: 'id', optional: true },
      { title: 'agents', optional: true },
      { title: 'engine', optional: true },
      { title: 'tokens', align: 'right', optional: true },
      { title: 'cost', align: 'right', optional: true },
      { title: 'exit', align: 'right', optional: true },
    ],
    rows: near.map((run) => ({ id: run.run_id, cells: cells(run, now) })),
    chosen: chosen - from,
    empty: [line(span(emptyWords(state), 'dim'))],
  }
}

function cells(run: ListedRun, now: number): Line[] {
  const dim = (text: string): Line => line(span(text, 'dim'))
  const [agent = '-', ...others] = run.agents
  return [
    [runMark(run)],
    line(
      ...(run.origin.startsWith('fork:') ? [span(`fork of ${visibleLine(run.origin.slice(5, 13))}: `, 'dim')] : []),
      visibleLine(run.task),
      ...run.tags.map((tag) => span(` #${visibleLine(tag)}`, 'dim')),
    ),
    dim(formatAge(run.created_at, now)),
    dim(tookText(run, now)),
    dim(run.run_id.slice(0, 8)),
    dim(visibleLine(others.length === 0 ? agent : `${agent} +${others.length}`)),
    dim(run.engine),
    dim(run.tokens === 0 ? '-' : shortCount(run.tokens)),
    dim(run.tokens === 0 ? '-' : formatCost(run.cost_usd)),
    run.exit_code === null ? dim('-') : line(span(String(run.exit_code), run.exit_code === 0 ? 'dim' : 'warn')),
  ]
}

function tookText({ created_at, ended_at, held }: ListedRun, now: number): string {
  if (ended_at !== null) return formatDuration(Math.max(0, ended_at - created_at))
  return held ? formatDuration(Math.max(0, now - created_at)) : '-'
}

function shortCount(count: number): string {
  if (count < 1000) return String(count)
  return count < 1_000_000 ? `${(count / 1000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`
}

function emptyWords({ page, list }: RunsState): string {
  if (page === null) return 'looking...'
  return list.filter.trim() === ''
    ? 'No runs yet: type what should be done on the first screen.'
    : 'No run is so. / changes the filter, 1 shows all.'
}
