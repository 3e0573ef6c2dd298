import type { EventData, EventOf } from '../../protocol/events.ts'
import { unjudged } from '../criterion-view.ts'
import type { Trace } from './trace.ts'
import { isKind, type TraceNode } from './trace-node.ts'
import { emptySubtask, planPlace, synthesisPlace } from './trace-places.ts'
import { addChild, updateNode } from './update-node.ts'

type PlanEvent = EventOf<'plan.created' | 'plan.revised' | 'plan.rejected' | 'synthesis.finished'>
type Planned = EventData<'plan.created'>['subtasks'][number]

export function reducePlan(trace: Trace, event: PlanEvent): Trace {
  const at = Date.parse(event.at)
  switch (event.type) {
    case 'plan.created': {
      const { trace: placed, path } = planPlace(trace, event.data.phase)
      return addSubtasks(
        updateNode(placed, path, (node) => withPlan(node, event.data, at)),
        event.data.subtasks,
      )
    }
    case 'plan.rejected': {
      const { trace: placed, path } = planPlace(trace, event.data.phase)
      return updateNode(placed, path, (node) =>
        isKind(node, 'plan') ? { ...ended(node, at), state: 'failed', detail: { ...node.detail, rejected: event.data } } : node,
      )
    }
    case 'plan.revised':
      return revised(trace, event.data, at)
    case 'synthesis.finished': {
      const { trace: placed, path } = synthesisPlace(trace)
      return updateNode(placed, path, (node) =>
        isKind(node, 'synthesis') ? { ...ended(node, at), state: 'done', detail: { ...node.detail, finished: event.data } } : node,
      )
    }
    default:
      return event satisfies never
  }
}

function withPlan(node: TraceNode, created: EventData<'plan.created'>, at: number): TraceNode {
  return isKind(node, 'plan') ? { ...ended(node, at), state: 'done', detail: { ...node.detail, created, rejected: null } } : node
}

function ended(node: TraceNode, at: number): TraceNode {
  // The call that made it came before it.
  return { ...node, started_at: node.started_at ?? node.children[0]?.started_at ?? at, ended_at: at }
}

function addSubtasks(trace: Trace, planned: readonly Planned[]): Trace {
  return planned.reduce((so_far, spec) => {
    const known = so_far.root.children.some(({ key }) => key === spec.id)
    const there = known ? so_far : updateNode(so_far, [], (root) => addChild(root, emptySubtask(spec.id, spec.id)))
    return updateNode(there, [spec.id], (node) => asPlanned(node, spec))
  }, trace)
}

function asPlanned(node: TraceNode, { title, task, depends_on, acceptance_criteria }: Planned): TraceNode {
  if (!isKind(node, 'subtask')) return node
  const criteria = node.detail.criteria.length === 0 ? unjudged(acceptance_criteria) : node.detail.criteria
  return { ...node, title, detail: { ...node.detail, task, depends_on, criteria } }
}

function revised(trace: Trace, data: EventData<'plan.revised'>, at: number): Trace {
  const key = trace.root.children.some((child) => child.key === `replan.${data.n}`) ? `replan.${data.n}` : 'plan'
  const told = updateNode(trace, [key], (node) =>
    isKind(node, 'plan') ? { ...ended(node, at), state: 'done', detail: { ...node.detail, revised: data } } : node,
  )
  const dropped = data.dropped.reduce((so_far, id) => updateNode(so_far, [id], asDropped), told)
  return addSubtasks(dropped, [...data.edited, ...data.added])
}

function asDropped(node: TraceNode): TraceNode {
  if (!isKind(node, 'subtask')) return node
  return { ...node, state: node.state === 'pending' ? 'skipped' : node.state, detail: { ...node.detail, dropped: true } }
}
