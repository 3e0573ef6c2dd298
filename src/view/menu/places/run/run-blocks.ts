import { isGoingOn } from '../../../run-act-refusal.ts'
import { visibleLine } from '../../../shown-text.ts'
import { stepDetail } from '../../../trace/detail/step-detail.ts'
import { treeLine } from '../../../trace/tree-rows.ts'
import { waterfall } from '../../../trace/waterfall.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { overviewLines } from './overview-lines.ts'
import { type RunState, TABS } from './run-state.ts'
import { openedStep, stepRows } from './run-steps.ts'
import { statusLine } from './status-line.ts'

/** The blocks of the view that is chosen. */
export function runBlocks(state: RunState, context: ScreenContext): Block[] {
  const head: Block = { kind: 'text', lines: [statusLine(state, context.now)] }
  if (state.opened !== null) return [head, ...detailBlocks(state, context)]
  return [head, { kind: 'text', lines: [tabLine(state)] }, ...tabBlocks(state, context)]
}

function tabLine(state: RunState): Line {
  const { tab, list } = state
  const names = TABS.flatMap((name) => [span(name === tab ? `[${name}]` : ` ${name} `, name === tab ? 'accent' : 'dim'), span(' ')])
  const filter = tab === 'steps' && (list.filtering || list.filter !== '') ? [span(` /${list.filter}`, 'accent')] : []
  return [...names, ...filter, ...(tab === 'log' ? [followSpan(state)] : [])]
}

function followSpan({ panes: { log }, run }: RunState) {
  if (log.top !== 'end') return span(' paused, F follows', 'warn')
  return run.ended_at === null ? span(' following', 'good') : span(' at its end', 'dim')
}

function tabBlocks(state: RunState, context: ScreenContext): Block[] {
  switch (state.tab) {
    case 'overview': {
      const lines = overviewLines(state, context.columns, context.now)
      return [{ kind: 'text', id: 'overview', lines, wrap: true, grow: true, top: state.panes.overview.top }]
    }
    case 'steps':
      return stepBlocks(state, context)
    case 'log':
      return [{ kind: 'text', id: 'log', lines: logLines(state), grow: true, top: state.panes.log.top }]
    default:
      return state.tab satisfies never
  }
}

function logLines({ log, earlier, run_id }: RunState): readonly Line[] {
  return earlier === 0 ? log : [line(span(`${earlier} earlier lines are not here: claw runlog ${run_id}`, 'warn')), ...log]
}

const MARK_COLUMNS = 2

function stepBlocks(state: RunState, { columns, rows: height, now }: ScreenContext): Block[] {
  const rows = stepRows(state)
  const ids = rows.map(({ id }) => id)
  const chosen = chosenIndex(state.list, ids)
  const until = isGoingOn(state) ? now : (state.shown.last_event_at ?? now)
  // A run has thousands of steps: lines are made of those alone that can be on the screen, which are around the chosen one.
  const from = Math.max(0, chosen - height)
  const near = rows.slice(from, chosen + height + 1)
  const drawn = state.waterfall ? waterfall(state.shown, near, { columns: columns - MARK_COLUMNS, now: until }) : null
  const lines = drawn?.lines ?? near.map((row) => treeLine(row, until))
  const scale: Block[] = drawn === null ? [] : [{ kind: 'text', lines: [line('  ', ...drawn.scale)] }]
  return [
    ...scale,
    {
      kind: 'table',
      id: 'steps',
      columns: [{ title: '' }],
      rows: ids.map((id, index) => ({ id, cells: [lines[index - from] ?? []] })),
      chosen,
      empty: [line(span('no step holds these words', 'dim'))],
    },
  ]
}

function detailBlocks(state: RunState, { now }: ScreenContext): Block[] {
  const step = openedStep(state)
  const until = isGoingOn(state) ? now : (state.shown.last_event_at ?? now)
  const lines = step === undefined ? [line('this step is gone')] : stepDetail(step.node, until).flatMap(sectionLines)
  const title = step === undefined ? '' : [step.node.address, step.node.title].filter((part) => part !== null).join(' ')
  return [
    { kind: 'rule', title: visibleLine(title) },
    { kind: 'text', id: 'detail', lines, wrap: true, grow: true, top: state.panes.detail.top },
  ]
}

function sectionLines({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }, index: number): Line[] {
  return [...(index === 0 ? [] : [line(), line(span(visibleLine(title), 'accent'))]), ...lines]
}
