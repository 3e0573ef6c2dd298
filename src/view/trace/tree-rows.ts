import { formatCost, formatDuration } from '../format.ts'
import { type Line, line, span } from '../menu/span.ts'
import { visibleLine } from '../shown-text.ts'
import { stateMark, stateWord } from './state-look.ts'
import { tokenText } from './token-text.ts'
import type { Trace, TracePath } from './trace.ts'
import type { TraceNode } from './trace-node.ts'

/** A line of the tree. `id` names it for folding and selecting. */
export interface TreeRow {
  readonly id: string
  readonly path: TracePath
  readonly depth: number
  readonly node: TraceNode
  readonly folded: boolean
}

/** The rows that are to be seen: a folded part shows itself alone. */
export function treeRows({ root }: Trace, folded: ReadonlySet<string> = new Set()): TreeRow[] {
  const rows: TreeRow[] = []
  collect(root, [], folded, rows)
  return rows
}

export function rowId(path: TracePath): string {
  return path.join('/')
}

function collect(node: TraceNode, path: TracePath, folded: ReadonlySet<string>, into: TreeRow[]): void {
  const id = rowId(path)
  const isFolded = node.children.length > 0 && folded.has(id)
  into.push({ id, path, depth: path.length, node, folded: isFolded })
  if (isFolded) return
  for (const child of node.children) collect(child, [...path, child.key], folded, into)
}

/** `now` measures what is not ended yet. */
export function treeLine({ node, depth, folded }: TreeRow, now: number): Line {
  const { state, title, address, use } = node
  const facts = [
    ...(node.started_at === null ? [] : [formatDuration(elapsedOf(node, now))]),
    ...(use.calls === 0 ? [] : [tokenText(use.input, use.output), formatCost(use.cost_usd)]),
  ]
  return line(
    '  '.repeat(depth),
    foldMark(node, folded),
    stateMark(state),
    ' ',
    span(address === null ? '' : `${visibleLine(address)} `, 'accent'),
    span(visibleLine(title), depth === 0 ? 'strong' : 'plain'),
    state === 'done' ? '' : '  ',
    state === 'done' ? '' : stateWord(state),
    span(facts.length === 0 ? '' : `  ${facts.join('  ')}`, 'dim'),
  )
}

export function elapsedOf({ started_at, ended_at }: TraceNode, now: number): number {
  return started_at === null ? 0 : Math.max(0, (ended_at ?? now) - started_at)
}

function foldMark({ children }: TraceNode, folded: boolean): string {
  if (children.length === 0) return '  '
  return folded ? '+ ' : '- '
}
