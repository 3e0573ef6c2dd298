import type { EventData, EventOf } from '../../protocol/events.ts'
import type { Trace, TracePath } from './trace.ts'
import type { ModelDetail } from './trace-detail.ts'
import { isKind, isUnsettled, newNode, type TokenUse, type TraceNode } from './trace-node.ts'
import { nextAddress, type Placed, placeOfModelCall } from './trace-places.ts'
import { addChild, addUse, updateLast, updateNode } from './update-node.ts'

type ModelEvent = EventOf<'model.requested' | 'model.streamed' | 'model.retried' | 'model.fell_back' | 'model.finished'>

/** So much of the end of a text that is being written is kept. */
const KEPT = 4000
const KEPT_TRIES = 20

export function reduceModelCall(trace: Trace, event: ModelEvent): Trace {
  const placed = placeOfModelCall(trace, event)
  if (event.type === 'model.requested') return requested(placed, event)
  const told = updateNode(placed.trace, placed.path, (node) =>
    updateLast(
      node,
      (child) => isCall(child, event.data.intent_id),
      (call) => changed(call, event),
    ),
  )
  return event.type === 'model.finished' && !event.data.replayed ? addUse(told, placed.path, tokensOf(event.data)) : told
}

function isCall(node: TraceNode, intent_id: string): boolean {
  return isKind(node, 'model') && node.detail.intent_id === intent_id
}

// Asked again after a kill, it is the same step.
function requested({ trace, path }: Placed, event: EventOf<'model.requested'>): Trace {
  const { intent_id, maybe_paid_twice } = event.data
  const again = (child: TraceNode): boolean => maybe_paid_twice && isCall(child, intent_id) && child.state !== 'done'
  return updateNode(trace, path, (node) => {
    const begun = node.state === 'pending' ? { ...node, state: 'open' as const, started_at: node.started_at ?? Date.parse(event.at) } : node
    if (begun.children.some(again)) return updateLast(begun, again, (call) => askedAgain(call, event.data))
    return addChild(begun, newCall(trace, path, node, event))
  })
}

function newCall(trace: Trace, path: TracePath, parent: TraceNode, { seq, at, data }: EventOf<'model.requested'>): TraceNode {
  const { intent_id, provider, model, purpose } = data
  const detail: ModelDetail = {
    kind: 'model',
    intent_id,
    requested: data,
    asked: 1,
    writing: '',
    characters: 0,
    retries: [],
    fallbacks: [],
    finished: null,
  }
  const title = purpose === 'agent' ? `${provider}/${model}` : `${purpose}: ${provider}/${model}`
  const address = nextAddress(trace, path, parent)
  return newNode({ key: `e${seq}`, address, title, agent: parent.agent, started_at: Date.parse(at), detail })
}

function askedAgain(call: TraceNode, data: EventData<'model.requested'>): TraceNode {
  if (!isKind(call, 'model')) return call
  const detail = { ...call.detail, requested: data, asked: call.detail.asked + 1, writing: '', characters: 0 }
  return { ...call, state: 'open', ended_at: null, detail }
}

function changed(call: TraceNode, event: Exclude<ModelEvent, EventOf<'model.requested'>>): TraceNode {
  if (!isKind(call, 'model')) return call
  const { detail } = call
  const told = (more: Partial<ModelDetail>): TraceNode => ({ ...call, detail: { ...detail, ...more } })
  switch (event.type) {
    case 'model.streamed': {
      const { text } = event.data
      return isUnsettled(call) ? told({ writing: (detail.writing + text).slice(-KEPT), characters: detail.characters + text.length }) : call
    }
    case 'model.retried':
      return told({ retries: [...detail.retries, event.data].slice(-KEPT_TRIES), writing: '', characters: 0 })
    case 'model.fell_back':
      return told({ fallbacks: [...detail.fallbacks, event.data].slice(-KEPT_TRIES), writing: '', characters: 0 })
    case 'model.finished': {
      const own = event.data.replayed ? call : { ...call, use: tokensOf(event.data) }
      const state = event.data.ok ? 'done' : 'failed'
      return { ...own, state, ended_at: Date.parse(event.at), detail: { ...detail, finished: event.data, writing: '', characters: 0 } }
    }
    default:
      return event satisfies never
  }
}

// A call that failed costs nothing that is known of, unless its tokens were told.
function tokensOf({ ok, usage, cost_usd }: EventData<'model.finished'>): TokenUse {
  return {
    calls: 1,
    input: usage?.input_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
    cached: usage?.cached_tokens ?? 0,
    cost_usd: cost_usd ?? (ok || usage !== null ? null : 0),
  }
}
