import type { EventOf } from '../../protocol/events.ts'
import { toolLine } from '../tool-line.ts'
import type { Trace, TracePath } from './trace.ts'
import type { ToolDetail } from './trace-detail.ts'
import { isKind, newNode, type TraceNode, type TraceState } from './trace-node.ts'
import { nextAddress, placeOfEvent } from './trace-places.ts'
import { addChild, updateLast, updateNode } from './update-node.ts'

type ToolEvent = EventOf<'tool.requested' | 'tool.decided' | 'grant.used' | 'effect.in_doubt' | 'effect.resolved' | 'tool.finished'>

export function reduceToolCall(trace: Trace, event: ToolEvent): Trace {
  const { trace: placed, path } = placeOfEvent(trace, event)
  const isCall = (child: TraceNode): boolean => isKind(child, 'tool') && child.detail.intent_id === event.data.intent_id
  return updateNode(placed, path, (node) => {
    // An agent may use an id again; another request is another step.
    const known = event.type !== 'tool.requested' && node.children.findLast(isCall) !== undefined
    const there = known ? node : addChild(node, newCall(placed, path, node, event))
    return updateLast(there, isCall, (call) => changed(call, event))
  })
}

function newCall(trace: Trace, path: TracePath, parent: TraceNode, { seq, at, data }: ToolEvent): TraceNode {
  const detail: ToolDetail = {
    kind: 'tool',
    intent_id: data.intent_id,
    tool: data.tool,
    requested: null,
    decided: null,
    grant: null,
    approvals: [],
    in_doubt: null,
    resolved: null,
    finished: null,
  }
  const address = nextAddress(trace, path, parent)
  return newNode({ key: `e${seq}`, address, title: toolLine(data.tool, null), agent: parent.agent, started_at: Date.parse(at), detail })
}

function changed(call: TraceNode, event: ToolEvent): TraceNode {
  if (!isKind(call, 'tool')) return call
  const told = (more: Partial<ToolDetail>): TraceNode => ({ ...call, detail: { ...call.detail, ...more } })
  switch (event.type) {
    case 'tool.requested':
      return { ...told({ requested: event.data }), title: toolLine(event.data.tool, event.data.args) }
    case 'tool.decided':
      return told({ decided: event.data })
    case 'grant.used':
      return told({ grant: event.data })
    case 'effect.in_doubt':
      return {
        ...told({ in_doubt: event.data, resolved: null }),
        title: toolLine(event.data.tool, event.data.args),
        state: 'in_doubt',
        ended_at: null,
      }
    case 'effect.resolved':
      return { ...told({ resolved: event.data }), state: 'open', ended_at: null }
    case 'tool.finished':
      return { ...told({ finished: event.data }), state: stateOf(event, call.detail), ended_at: Date.parse(event.at) }
    default:
      return event satisfies never
  }
}

const DENIALS = ['POLICY_DENIED', 'APPROVAL_DENIED']

function stateOf({ data: { ok, error } }: EventOf<'tool.finished'>, { decided }: ToolDetail): TraceState {
  if (ok) return 'done'
  return decided?.decision === 'deny' || DENIALS.includes(error?.code ?? '') ? 'denied' : 'failed'
}
