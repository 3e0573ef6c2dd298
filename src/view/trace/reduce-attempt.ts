import type { EventOf } from '../../protocol/events.ts'
import { judgedAnew, judgedCriteria } from '../criterion-view.ts'
import { settleOpen } from './settle-open.ts'
import type { Trace, TracePath } from './trace.ts'
import type { AttemptDetail, SubtaskDetail } from './trace-detail.ts'
import { isKind, newNode, type TraceNode } from './trace-node.ts'
import { nextAddress, placeOfEvent } from './trace-places.ts'
import { addChild, updateNode } from './update-node.ts'

type AttemptEvent = EventOf<
  | 'subtask.started'
  | 'subtask.succeeded'
  | 'subtask.failed'
  | 'subtask.judged'
  | 'capsule.started'
  | 'capsule.exited'
  | 'capsule.progress'
  | 'capsule.diverged'
  | 'memory.recalled'
  | 'memory.written'
  | 'memory.refused'
  | 'agent.genome_used'
  | 'agent.credited'
>

const KEPT_EXITS = 20
const KEPT_PROGRESS = 100

export function reduceAttempt(trace: Trace, event: AttemptEvent): Trace {
  if (event.subtask_id === null) return trace
  const { trace: placed, path } = placeOfEvent(trace, event)
  const told = updateNode(placed, path, (node) => attemptAfter(placed, path, node, event))
  // Without an attempt (it failed before the first one) the place is the subtask itself.
  const owner = event.attempt === null || event.attempt === 0 ? path : path.slice(0, -1)
  return updateNode(told, owner, (node) => subtaskAfter(node, event))
}

function attemptAfter(trace: Trace, path: TracePath, node: TraceNode, event: AttemptEvent): TraceNode {
  if (!isKind(node, 'attempt')) return node
  const at = Date.parse(event.at)
  const { detail } = node
  const told = (more: Partial<AttemptDetail>): TraceNode => ({ ...node, detail: { ...detail, ...more } })
  switch (event.type) {
    case 'subtask.started': {
      const { agent_id: agent, resumed } = event.data
      return {
        ...told({ resumed: detail.resumed || resumed, error: null }),
        agent,
        state: 'open',
        started_at: node.started_at ?? at,
        ended_at: null,
      }
    }
    case 'subtask.succeeded':
      return { ...settleOpen(node, at), state: 'done', ended_at: at }
    case 'subtask.failed':
      return { ...settleOpen(told({ error: event.data.error }), at), state: 'failed', ended_at: at }
    case 'subtask.judged':
      return told({ judged: [...detail.judged, event.data] })
    case 'capsule.started':
      return told({ capsule: event.data })
    case 'capsule.exited':
      return settleOpen(told({ exits: [...detail.exits, event.data].slice(-KEPT_EXITS) }), at)
    case 'capsule.progress':
      return told({ progress: [...detail.progress, event.data.text].slice(-KEPT_PROGRESS) })
    case 'capsule.diverged':
      return told({ diverged: event.data })
    case 'memory.recalled':
      return recalled(trace, path, node, event)
    case 'memory.written':
      return told({ written: [...detail.written, event.data] })
    case 'memory.refused':
      return told({ refused: [...detail.refused, event.data] })
    case 'agent.genome_used':
      return told({ genome: event.data })
    case 'agent.credited':
      return told({ credited: event.data })
    default:
      return event satisfies never
  }
}

// What an agent is given when it begins comes before its start; later ones are its own queries.
function recalled(trace: Trace, path: TracePath, node: TraceNode, event: EventOf<'memory.recalled'>): TraceNode {
  if (!isKind(node, 'attempt')) return node
  const { query, items } = event.data
  if (node.started_at === null) return { ...node, detail: { ...node.detail, recalled: items } }
  const at = Date.parse(event.at)
  const detail = { kind: 'memory', query, items } as const
  const address = nextAddress(trace, path, node)
  return addChild(
    node,
    newNode({ key: `e${event.seq}`, address, title: query, agent: node.agent, state: 'done', started_at: at, ended_at: at, detail }),
  )
}

function subtaskAfter(node: TraceNode, event: AttemptEvent): TraceNode {
  if (!isKind(node, 'subtask')) return node
  const at = Date.parse(event.at)
  const { detail } = node
  const told = (more: Partial<SubtaskDetail>): TraceNode => ({ ...node, detail: { ...detail, ...more } })
  switch (event.type) {
    case 'subtask.started': {
      const criteria = event.data.resumed ? detail.criteria : judgedAnew(detail.criteria)
      const begun = told({ criteria, error: null })
      return { ...begun, agent: event.data.agent_id, state: 'open', started_at: node.started_at ?? at, ended_at: null }
    }
    case 'subtask.succeeded':
      return { ...told({ result: event.data.result, error: null }), state: 'done', ended_at: at }
    case 'subtask.failed': {
      const failed = told({ error: event.data.error })
      return event.data.final ? { ...failed, state: 'failed', ended_at: at } : { ...failed, state: 'open', ended_at: null }
    }
    case 'subtask.judged':
      return told({ criteria: judgedCriteria(detail.criteria, event.data) })
    default:
      return node
  }
}
