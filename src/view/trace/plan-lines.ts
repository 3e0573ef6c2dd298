import { type Line, line, span } from '../menu/span.ts'
import { visibleLine } from '../shown-text.ts'
import { stateMark, stateWord } from './state-look.ts'
import type { Trace } from './trace.ts'
import { isKind, type NodeOf } from './trace-node.ts'

export interface PlanRow {
  readonly subtask_id: string
  /** How long the longest chain of steps is that it waits for. */
  readonly depth: number
  readonly line: Line
}

const MAX_INDENT = 4

/** The steps of all plans in their order: state, how deep they stand in what they wait for, and after what they come. */
export function planRows({ root }: Trace): PlanRow[] {
  const steps = root.children.flatMap((node) => (isKind(node, 'subtask') ? [node] : []))
  const depths = depthsOf(steps)
  return steps.map((node) => ({
    subtask_id: node.key,
    depth: depths.get(node.key) ?? 0,
    line: stepLine(node, depths.get(node.key) ?? 0),
  }))
}

// Plans have no cycle; a log that says otherwise must not hang a view.
function depthsOf(steps: readonly NodeOf<'subtask'>[]): ReadonlyMap<string, number> {
  const depths = new Map(steps.map(({ key }) => [key, 0]))
  for (let round = 0; round < steps.length; round += 1) {
    const deeper = steps.filter((step) => raised(step, depths, steps.length))
    if (deeper.length === 0) break
  }
  return depths
}

function raised({ key, detail }: NodeOf<'subtask'>, depths: Map<string, number>, most: number): boolean {
  const wanted = Math.min(most, Math.max(0, ...detail.depends_on.map((id) => (depths.get(id) ?? -1) + 1)))
  if (wanted === depths.get(key)) return false
  depths.set(key, wanted)
  return true
}

function stepLine({ key, title, state, agent, detail }: NodeOf<'subtask'>, depth: number): Line {
  const after = detail.depends_on.length === 0 ? '' : `  after ${detail.depends_on.map(visibleLine).join(', ')}`
  const dropped = detail.dropped ? '  no part of the plan any more' : ''
  return line(
    '  '.repeat(Math.min(depth, MAX_INDENT)),
    stateMark(state),
    ' ',
    span(visibleLine(key), 'strong'),
    ` ${visibleLine(title)}  `,
    stateWord(state),
    span(`${after}${agent === null ? '' : `  by ${visibleLine(agent)}`}${dropped}`, 'dim'),
  )
}
