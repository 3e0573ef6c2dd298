import { newNode, type TraceNode } from './trace-node.ts'

/** A run as a tree of what happened in it: run, plans and subtasks, attempts, steps. */
export interface Trace {
  readonly run_id: string
  readonly last_seq: number
  readonly last_event_at: number | null
  readonly root: TraceNode
  /** Where the subtasks are that an agent gave away: below the attempt that did. */
  readonly given: Readonly<Record<string, TracePath>>
}

/** Keys from below the root. */
export type TracePath = readonly string[]

export function emptyTrace(run_id: string): Trace {
  const detail = { kind: 'run', started: null, forked: null, waiting: null, notes: [], circuits: [], tainted: [], ended: null } as const
  return { run_id, last_seq: 0, last_event_at: null, root: newNode({ key: run_id, title: '', state: 'pending', detail }), given: {} }
}

export function nodeAt(trace: Trace, path: TracePath): TraceNode | undefined {
  let node: TraceNode | undefined = trace.root
  for (const key of path) node = node?.children.find((child) => child.key === key)
  return node
}
