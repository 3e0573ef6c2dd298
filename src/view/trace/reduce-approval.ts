import type { EventOf } from '../../protocol/events.ts'
import type { Trace, TracePath } from './trace.ts'
import type { AskedApproval } from './trace-detail.ts'
import { isKind, isUnsettled, newNode, type TraceNode, type TraceState } from './trace-node.ts'
import { nextAddress, type Placed, placeOfEvent } from './trace-places.ts'
import { addChild, updateLast, updateNode } from './update-node.ts'

type AnswerEvent = EventOf<'approval.decided' | 'grant.made' | 'grant.evaluated' | 'question.answered'>
type ApprovalEvent = EventOf<'approval.requested' | 'question.asked'> | AnswerEvent

/** What a person is asked. The question about a tool call belongs to the step of that call; any other is a step of its own. */
export function reduceApproval(trace: Trace, event: ApprovalEvent): Trace {
  const placed = placeOfEvent(trace, event)
  switch (event.type) {
    case 'approval.requested':
      return holdAlong(requested(placed, event), placed.path)
    case 'question.asked':
      return holdAlong(asked(placed, event), placed.path)
    default:
      return goOnAlong(answered(placed, event), placed.path)
  }
}

function requested({ trace, path }: Placed, event: EventOf<'approval.requested'>): Trace {
  const approval: AskedApproval = { requested: event.data, decided: null, made: null, evaluated: null }
  const isCall = (child: TraceNode): boolean =>
    isKind(child, 'tool') && child.detail.requested?.args_hash === event.data.args_hash && child.detail.finished === null
  return updateNode(trace, path, (node) => {
    if (node.children.findLast(isCall) !== undefined) return updateLast(node, isCall, (call) => withApproval(call, approval))
    // An announced API call is an intent of the agent; other questions come from claw.
    const address = event.data.kind === 'api' ? nextAddress(trace, path, node) : null
    return addChild(node, waiting(node, event, { address, title: event.data.summary, detail: { kind: 'approval', approval } }))
  })
}

/** Attempt and subtask wait with what is asked below them. */
function holdAlong(trace: Trace, path: TracePath): Trace {
  return path.reduce<Trace>((so_far, _, index) => updateNode(so_far, path.slice(0, index + 1), hold), trace)
}

function hold(node: TraceNode): TraceNode {
  return node.state === 'open' ? { ...node, state: 'waiting' } : node
}

function goOnAlong(trace: Trace, path: TracePath): Trace {
  const state = goesOn(trace)
  const goOn = (node: TraceNode): TraceNode =>
    node.state === 'waiting' && !node.children.some((child) => child.state === 'waiting') ? { ...node, state } : node
  return path.reduceRight<Trace>((so_far, _, index) => updateNode(so_far, path.slice(0, index + 1), goOn), trace)
}

// An answer that comes while the run is parked is taken up by a resume.
function goesOn({ root }: Trace): TraceState {
  return root.state === 'open' ? 'open' : 'stopped'
}

function withApproval(call: TraceNode, approval: AskedApproval): TraceNode {
  if (!isKind(call, 'tool')) return call
  return { ...call, state: 'waiting', ended_at: null, detail: { ...call.detail, approvals: [...call.detail.approvals, approval] } }
}

function asked({ trace, path }: Placed, event: EventOf<'question.asked'>): Trace {
  const detail = { kind: 'question', asked: event.data, answered: null } as const
  return updateNode(trace, path, (node) =>
    addChild(node, waiting(node, event, { address: nextAddress(trace, path, node), title: event.data.question, detail })),
  )
}

function waiting(
  parent: TraceNode,
  { seq, at }: Pick<ApprovalEvent, 'seq' | 'at'>,
  fields: Pick<TraceNode, 'address' | 'title' | 'detail'>,
): TraceNode {
  return newNode({ key: `e${seq}`, agent: parent.agent, state: 'waiting', started_at: Date.parse(at), ...fields })
}

// An answer may come from another place than the question did: an approval for making an agent has no attempt.
function answered({ trace, path }: Placed, event: AnswerEvent): Trace {
  const places: TracePath[] = path.map((_, index) => path.slice(0, path.length - index))
  return [...places, []].reduce(
    (so_far, place) =>
      updateNode(so_far, place, (node) =>
        updateLast(
          node,
          (child) => isAbout(child, event),
          (child) => after(child, event, goesOn(trace)),
        ),
      ),
    trace,
  )
}

function isAbout(node: TraceNode, event: AnswerEvent): boolean {
  if (event.type === 'question.answered') return isKind(node, 'question') && node.detail.asked.question_id === event.data.question_id
  return approvalsOf(node).some(({ requested }) => requested.approval_id === event.data.approval_id)
}

function approvalsOf({ detail }: TraceNode): readonly AskedApproval[] {
  if (detail.kind === 'tool') return detail.approvals
  return detail.kind === 'approval' ? [detail.approval] : []
}

function after(node: TraceNode, event: AnswerEvent, state: TraceState): TraceNode {
  const at = Date.parse(event.at)
  const { detail } = node
  if (event.type === 'question.answered')
    return isKind(node, 'question') ? { ...node, state: 'done', ended_at: at, detail: { ...node.detail, answered: event.data } } : node
  if (detail.kind === 'tool') {
    const approvals = detail.approvals.map((one) => (one.requested.approval_id === event.data.approval_id ? told(one, event) : one))
    return { ...node, state: isUnsettled(node) ? state : node.state, detail: { ...detail, approvals } }
  }
  if (detail.kind !== 'approval') return node
  const approval = told(detail.approval, event)
  if (event.type !== 'approval.decided') return { ...node, detail: { ...detail, approval } }
  return { ...node, state: event.data.decision === 'approved' ? 'done' : 'denied', ended_at: at, detail: { ...detail, approval } }
}

function told(approval: AskedApproval, event: Exclude<AnswerEvent, EventOf<'question.answered'>>): AskedApproval {
  switch (event.type) {
    case 'approval.decided':
      return { ...approval, decided: event.data }
    case 'grant.made':
      return { ...approval, made: event.data }
    case 'grant.evaluated':
      return { ...approval, evaluated: event.data }
    default:
      return event satisfies never
  }
}
