import type { Trace } from './trace/trace.ts'
import { type TreeRow, treeRows } from './trace/tree-rows.ts'

/** Which steps of a run are looked at: all, what agents thought and did, calls of tools, calls of models. */
export type ShownSteps = 'all' | 'thoughts' | 'tools' | 'models'

const KINDS: Readonly<Record<Exclude<ShownSteps, 'all'>, readonly string[]>> = {
  thoughts: ['model', 'tool', 'question', 'memory'],
  tools: ['tool'],
  models: ['model'],
}

/** The rows that are to be seen: a tree, or the steps of one kind with what they belong to. */
export function shownSteps(trace: Trace, show: ShownSteps, folded: ReadonlySet<string>): TreeRow[] {
  if (show === 'all') return treeRows(trace, folded)
  const rows = treeRows(trace)
  const kept = new Set<string>()
  for (const { path, node } of rows)
    if (KINDS[show].includes(node.detail.kind))
      for (let length = 0; length <= path.length; length += 1) kept.add(path.slice(0, length).join('/'))
  return rows.filter(({ id }) => kept.has(id))
}
