import type { EventOf } from '../../protocol/events.ts'
import type { Trace } from './trace.ts'
import type { SubtaskDetail } from './trace-detail.ts'
import { isKind, type TraceNode } from './trace-node.ts'
import { subtaskPlace } from './trace-places.ts'
import { updateNode } from './update-node.ts'

type SubtaskEvent = EventOf<'route.decided' | 'agent.created' | 'agent.learned_example' | 'subtask.queued' | 'subtask.skipped'>

/** Which agent a subtask got, before any attempt. */
export function reduceSubtaskNode(trace: Trace, event: SubtaskEvent): Trace {
  if (event.subtask_id === null) return trace
  const { trace: placed, path } = subtaskPlace(trace, event.subtask_id)
  return updateNode(placed, path, (node) => changed(node, event))
}

function changed(node: TraceNode, event: SubtaskEvent): TraceNode {
  if (!isKind(node, 'subtask')) return node
  const at = Date.parse(event.at)
  const begun = { ...node, started_at: node.started_at ?? at }
  const told = (more: Partial<SubtaskDetail>): TraceNode => ({ ...begun, detail: { ...node.detail, ...more } })
  switch (event.type) {
    case 'route.decided':
      return { ...told({ routes: [...node.detail.routes, event.data] }), agent: event.data.agent_id ?? node.agent }
    case 'agent.created':
      return { ...told({ created: event.data }), agent: event.data.agent_id }
    case 'agent.learned_example':
      return { ...told({ learned: event.data }), agent: event.data.agent_id }
    case 'subtask.queued':
      return { ...begun, agent: event.data.agent_id }
    case 'subtask.skipped':
      return { ...node, state: 'skipped', ended_at: at, detail: { ...node.detail, skipped: event.data.reason } }
    default:
      return event satisfies never
  }
}
