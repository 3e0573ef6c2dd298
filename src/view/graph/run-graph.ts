import type { Trace, TracePath } from '../trace/trace.ts'
import { isKind, type NodeOf, type TraceNode, type TraceState } from '../trace/trace-node.ts'
import { rowId } from '../trace/tree-rows.ts'

/** A run as a graph: its plans, the subtasks with what they wait for and give away, its answer. */
export interface RunGraph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

/** All text is untrusted. */
export interface GraphNode {
  /** The id of the same part in the tree of steps (tree-rows.ts). */
  readonly id: string
  readonly kind: 'plan' | 'subtask' | 'answer'
  readonly name: string
  readonly title: string
  readonly state: TraceState
  readonly agent: string | null
  /** Its agent was made for it. */
  readonly made: boolean
  /** Another agent gave it away. */
  readonly delegated: boolean
  readonly attempts: number
  readonly steps: number
  /** What it does, or did last. */
  readonly action: string
  readonly last_event_at: number | null
  readonly started_at: number | null
  readonly ended_at: number | null
  readonly tokens: number
  readonly cost_usd: number | null
}

/** `needs`: the later one waits for the earlier. `plans`: it was planned there. `gives`: it was given away. `answers`: the answer rests on it. */
export interface GraphEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: 'needs' | 'plans' | 'gives' | 'answers'
}

export function runGraph({ root }: Trace): RunGraph {
  const parts = root.children.flatMap((node) => (isShown(node) ? [node] : []))
  const nodes = parts.flatMap((node) => [toNode(node, [node.key]), ...(isKind(node, 'subtask') ? givenBelow(node, [node.key]) : [])])
  const known = new Set(nodes.map(({ id }) => id))
  const edges = [...parts.flatMap((node) => edgesOf(node, parts)), ...nodes.flatMap(givenEdge)]
  return { nodes, edges: edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to)) }
}

/** The same for graphs of the same form: what is laid out need not be laid out again while only its states change. */
export function graphForm({ nodes, edges }: RunGraph): string {
  return [...nodes.map(({ id }) => id), ...edges.map(({ id }) => id)].join('\n')
}

type Shown = NodeOf<'plan'> | NodeOf<'subtask'> | NodeOf<'synthesis'>

function isShown(node: TraceNode): node is Shown {
  if (isKind(node, 'subtask')) return !node.detail.dropped
  return isKind(node, 'plan') || isKind(node, 'synthesis')
}

function toNode(node: Shown, path: TracePath): GraphNode {
  const { title, state, agent, started_at, ended_at, use } = node
  const attempts = node.children.filter((child) => child.detail.kind === 'attempt')
  const subtask = isKind(node, 'subtask') ? node.detail : null
  return {
    id: rowId(path),
    kind: KINDS[node.detail.kind],
    name: node.key,
    title,
    state,
    agent,
    made: subtask !== null && subtask.created !== null,
    delegated: subtask?.delegated === true,
    attempts: attempts.length,
    steps: attempts.at(-1)?.children.length ?? node.children.length,
    action: subtask?.last_action ?? '',
    last_event_at: subtask?.last_event_at ?? null,
    started_at,
    ended_at,
    tokens: use.input + use.output,
    cost_usd: use.cost_usd,
  }
}

const KINDS = { plan: 'plan', subtask: 'subtask', synthesis: 'answer' } as const

/** What was given away, at any depth: it lies below the attempt that gave it. */
function givenBelow(node: TraceNode, path: TracePath): GraphNode[] {
  return node.children.flatMap((child) => {
    const inside = [...path, child.key]
    if (isKind(child, 'attempt')) return givenBelow(child, inside)
    return isKind(child, 'subtask') ? [toNode(child, inside), ...givenBelow(child, inside)] : []
  })
}

function givenEdge({ id, delegated }: GraphNode): GraphEdge[] {
  // The attempt stands between the two.
  return delegated ? [edge('gives', id.split('/').slice(0, -2).join('/'), id)] : []
}

function edgesOf(node: Shown, parts: readonly Shown[]): GraphEdge[] {
  if (isKind(node, 'subtask')) return subtaskEdges(node, parts)
  return isKind(node, 'plan') ? planEdges(node, parts) : ends(parts).map((from) => edge('answers', from, node.key))
}

function subtaskEdges({ key, detail }: NodeOf<'subtask'>, parts: readonly Shown[]): GraphEdge[] {
  const needed = detail.depends_on.map((from) => edge('needs', from, key))
  const planner = parts.findLast((part) => isKind(part, 'plan') && planned(part).includes(key))
  return needed.length > 0 || planner === undefined ? needed : [edge('plans', planner.key, key)]
}

/** A later plan rests on what the one before it had found out, or on what failed. */
function planEdges(plan: NodeOf<'plan'>, parts: readonly Shown[]): GraphEdge[] {
  const failed = plan.detail.revised?.failed.map(({ id }) => id) ?? []
  if (failed.length > 0) return failed.map((from) => edge('needs', from, plan.key))
  const before = parts.slice(0, parts.indexOf(plan)).find((part) => isKind(part, 'plan'))
  if (before === undefined) return []
  const found = planned(before)
  return ends(parts.filter(({ key }) => found.includes(key))).map((from) => edge('needs', from, plan.key))
}

function planned({ detail }: Shown): string[] {
  if (detail.kind !== 'plan') return []
  return [...(detail.created?.subtasks ?? []), ...(detail.revised?.added ?? [])].map(({ id }) => id)
}

/** Subtasks that no other one waits for. */
function ends(parts: readonly Shown[]): string[] {
  const subtasks = parts.filter((part) => isKind(part, 'subtask'))
  const needed = new Set(subtasks.flatMap(({ detail }) => detail.depends_on))
  const grounds = new Set(parts.flatMap((part) => (isKind(part, 'plan') ? groundsOf(part, parts) : [])))
  return subtasks.map(({ key }) => key).filter((key) => !needed.has(key) && !grounds.has(key))
}

/** What a later plan was made of is no end of the run. */
function groundsOf(plan: NodeOf<'plan'>, parts: readonly Shown[]): string[] {
  if (plan.key !== 'plan.execution') return []
  const first = parts.find((part) => part.key === 'plan')
  return first === undefined ? [] : planned(first)
}

function edge(kind: GraphEdge['kind'], from: string, to: string): GraphEdge {
  return { id: `${from}>${to}`, kind, from, to }
}
