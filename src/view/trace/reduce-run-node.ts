import type { EventOf } from '../../protocol/events.ts'
import type { RunStatus } from '../../protocol/run.ts'
import { settleOpen } from './settle-open.ts'
import type { Trace } from './trace.ts'
import type { RunDetail } from './trace-detail.ts'
import { isKind, type TraceNode, type TraceState } from './trace-node.ts'
import { updateNode } from './update-node.ts'

type RunNodeEvent = EventOf<
  'run.started' | 'run.forked' | 'run.resumed' | 'run.waiting' | 'run.note' | 'run.tainted' | 'run.ended' | 'model.circuit'
>

const KEPT = 50

export function reduceRunNode(trace: Trace, event: RunNodeEvent): Trace {
  return updateNode(trace, [], (root) => changed(root, event))
}

function changed(root: TraceNode, event: RunNodeEvent): TraceNode {
  if (!isKind(root, 'run')) return root
  const at = Date.parse(event.at)
  const told = (more: Partial<RunDetail>): TraceNode => ({ ...root, detail: { ...root.detail, ...more } })
  switch (event.type) {
    case 'run.started':
      return { ...told({ started: event.data }), title: event.data.task, state: 'open', started_at: at }
    case 'run.forked':
      return told({ forked: event.data })
    case 'run.resumed':
      return { ...told({ waiting: null, ended: null }), state: 'open', ended_at: null }
    case 'run.waiting':
      return { ...told({ waiting: event.data }), state: event.data.reason === 'in_doubt' ? 'in_doubt' : 'waiting' }
    case 'run.note':
      return told({ notes: [...root.detail.notes, event.data].slice(-KEPT) })
    case 'run.tainted':
      return told({ tainted: [...root.detail.tainted, event.data].slice(-KEPT) })
    case 'model.circuit':
      return told({ circuits: [...root.detail.circuits, event.data].slice(-KEPT) })
    case 'run.ended': {
      const { status } = event.data
      const state = status === 'waiting' && root.state === 'in_doubt' ? 'in_doubt' : STATES[status]
      return { ...settleOpen(told({ ended: event.data }), at), state, ended_at: at }
    }
    default:
      return event satisfies never
  }
}

const STATES = {
  queued: 'pending',
  running: 'open',
  waiting: 'waiting',
  interrupted: 'stopped',
  completed: 'done',
  partial: 'done',
  failed: 'failed',
  denied: 'denied',
  cancelled: 'stopped',
} as const satisfies Record<RunStatus, TraceState>
