import type { EventOf, RunEvent } from '../../protocol/events.ts'
import { nodeAt, type Trace, type TracePath } from './trace.ts'
import type { AttemptDetail, PlanDetail, SubtaskDetail, SynthesisDetail } from './trace-detail.ts'
import { newNode, type TraceNode } from './trace-node.ts'
import { addChild, updateNode } from './update-node.ts'

/** A trace in which the place of an event is there, and the way to it. */
export interface Placed {
  readonly trace: Trace
  readonly path: TracePath
}

const RUN: TracePath = []

/** Where the steps of an event hang: an attempt, a subtask that has none yet, or the run itself. */
export function placeOfEvent(trace: Trace, { subtask_id, attempt }: RunEvent): Placed {
  if (subtask_id === null) return { trace, path: RUN }
  const placed = subtaskPlace(trace, subtask_id)
  if (attempt === null || attempt === 0) return placed
  const known = nodeAt(placed.trace, [...placed.path, String(attempt)]) !== undefined
  return within(known ? placed : withoutAddresses(placed), String(attempt), () => emptyAttempt(attempt))
}

// A fork goes on from a step of the newest attempt only.
function withoutAddresses({ trace, path }: Placed): Placed {
  const cleared = (attempt: TraceNode): TraceNode => ({
    ...attempt,
    children: attempt.children.map((step) => ({ ...step, address: null })),
  })
  return { trace: updateNode(trace, path, (subtask) => ({ ...subtask, children: subtask.children.map(cleared) })), path }
}

/** Where a model call hangs. The coordinator's own calls name what they are for: `@plan.discovery.1`, `@route.s1.1`, `@synthesis.1`. */
export function placeOfModelCall(trace: Trace, event: RunEvent & { data: { readonly intent_id: string } }): Placed {
  if (event.subtask_id !== null) return placeOfEvent(trace, event)
  const [, name = '', of = ''] = /^@([a-z]+)(?:\.(.+))?\.\d+$/.exec(event.data.intent_id) ?? []
  if (name === 'plan') return planPlace(trace, of === 'execution' ? 'execution' : 'discovery')
  if (name === 'replan') return within({ trace, path: RUN }, `replan.${of}`, () => emptyPlan(`replan.${of}`, null))
  if (name === 'synthesis' || name === 'judge') return synthesisPlace(trace)
  return nodeAt(trace, pathOfSubtask(trace, of)) === undefined ? { trace, path: RUN } : { trace, path: pathOfSubtask(trace, of) }
}

/** The first plan is `plan`, whatever it plans; only one that is made of what was found out is `plan.execution`. */
export function planPlace(trace: Trace, phase: EventOf<'plan.created'>['data']['phase']): Placed {
  const first = nodeAt(trace, ['plan'])
  const isSecond = phase === 'execution' && first?.detail.kind === 'plan' && first.detail.created?.phase === 'discovery'
  const key = isSecond ? 'plan.execution' : 'plan'
  return within({ trace, path: RUN }, key, () => emptyPlan(key, key))
}

export function synthesisPlace(trace: Trace): Placed {
  const detail: SynthesisDetail = { kind: 'synthesis', finished: null }
  return within({ trace, path: RUN }, 'synthesis', () =>
    newNode({ key: 'synthesis', address: 'synthesis', title: 'answer', state: 'pending', detail }),
  )
}

export function subtaskPlace(trace: Trace, id: string): Placed {
  const path = pathOfSubtask(trace, id)
  if (nodeAt(trace, path) !== undefined) return { trace, path }
  const giver = giverOf(trace, id)
  if (giver === undefined) return within({ trace, path: RUN }, id, () => emptySubtask(id, id))
  const placed = within({ trace, path: giver }, id, (parent) => emptySubtask(id, nextAddress(trace, giver, parent), true))
  return { ...placed, trace: { ...placed.trace, given: { ...placed.trace.given, [id]: placed.path } } }
}

/** The address of the next intent of an attempt: its subtask's and the how-manieth it is. A fork begins at the plan's own subtasks only. */
export function nextAddress(trace: Trace, path: TracePath, attempt: TraceNode): string | null {
  const subtask = path[0]
  if (attempt.detail.kind !== 'attempt' || path.length !== 2 || nodeAt(trace, path.slice(0, 1))?.detail.kind !== 'subtask') return null
  return `${subtask}.${attempt.children.filter(({ address }) => address !== null).length + 1}`
}

export function emptySubtask(id: string, address: string | null, delegated = false): TraceNode {
  const detail: SubtaskDetail = {
    kind: 'subtask',
    task: '',
    depends_on: [],
    delegated,
    dropped: false,
    routes: [],
    created: null,
    learned: null,
    criteria: [],
    skipped: null,
    last_action: '',
    last_event_at: null,
    result: null,
    error: null,
  }
  return newNode({ key: id, address, title: delegated ? 'delegated work' : id, state: 'pending', detail })
}

function within({ trace, path }: Placed, key: string, make: (parent: TraceNode) => TraceNode): Placed {
  const inside = [...path, key]
  if (nodeAt(trace, inside) !== undefined) return { trace, path: inside }
  return { trace: updateNode(trace, path, (parent) => addChild(parent, make(parent))), path: inside }
}

/** Whether it is there or not. */
export function pathOfSubtask({ given }: Trace, id: string): TracePath {
  return (Object.hasOwn(given, id) ? given[id] : undefined) ?? [id]
}

// The id of delegated work begins with that of the subtask that gave it away (run-delegated.ts).
function giverOf(trace: Trace, id: string): TracePath | undefined {
  const known = [...trace.root.children.flatMap((node) => (node.detail.kind === 'subtask' ? [node.key] : [])), ...Object.keys(trace.given)]
  const [giver] = known.filter((one) => id.startsWith(`${one.slice(0, 16)}_`)).sort((a, b) => b.length - a.length)
  if (giver === undefined) return undefined
  const path = pathOfSubtask(trace, giver)
  const attempt = nodeAt(trace, path)?.children.findLast(({ detail }) => detail.kind === 'attempt')
  return attempt && [...path, attempt.key]
}

function emptyAttempt(n: number): TraceNode {
  const detail: AttemptDetail = {
    kind: 'attempt',
    resumed: false,
    capsule: null,
    exits: [],
    progress: [],
    recalled: [],
    written: [],
    refused: [],
    judged: [],
    genome: null,
    diverged: null,
    credited: null,
    error: null,
  }
  return newNode({ key: String(n), title: `attempt ${n}`, state: 'pending', detail })
}

function emptyPlan(key: string, address: string | null): TraceNode {
  const detail: PlanDetail = { kind: 'plan', created: null, revised: null, rejected: null }
  return newNode({ key, address, title: PLAN_TITLES[key] ?? 'plan made anew', detail })
}

const PLAN_TITLES: Readonly<Record<string, string>> = { plan: 'of the task', 'plan.execution': 'after the discovery' }
