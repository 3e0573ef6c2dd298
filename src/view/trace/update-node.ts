import type { Trace, TracePath } from './trace.ts'
import type { TokenUse, TraceNode } from './trace-node.ts'

type Change = (node: TraceNode) => TraceNode

/** Copies the nodes on the way and leaves all others as they are. A path that leads nowhere changes nothing. */
export function updateNode(trace: Trace, path: TracePath, change: Change): Trace {
  const root = changed(trace.root, path, change)
  return root === trace.root ? trace : { ...trace, root }
}

/** The last child that fits is the one that an event is about: intents are answered soon after they came. */
export function updateLast(node: TraceNode, fits: (child: TraceNode) => boolean, change: Change): TraceNode {
  return replaceChild(node, node.children.findLastIndex(fits), change)
}

export function addChild(node: TraceNode, child: TraceNode): TraceNode {
  return { ...node, children: [...node.children, child] }
}

/** Adds what a call took to every node on the way. */
export function addUse(trace: Trace, path: TracePath, use: TokenUse): Trace {
  return path.reduce<Trace>(
    (so_far, _, index) => updateNode(so_far, path.slice(0, index + 1), (node) => withUse(node, use)),
    updateNode(trace, [], (node) => withUse(node, use)),
  )
}

function changed(node: TraceNode, path: TracePath, change: Change): TraceNode {
  const [key, ...rest] = path
  if (key === undefined) return change(node)
  return replaceChild(
    node,
    node.children.findLastIndex((child) => child.key === key),
    (child) => changed(child, rest, change),
  )
}

function replaceChild(node: TraceNode, index: number, change: Change): TraceNode {
  const before = node.children[index]
  if (before === undefined) return node
  const after = change(before)
  return after === before ? node : { ...node, children: node.children.with(index, after) }
}

function withUse(node: TraceNode, more: TokenUse): TraceNode {
  const { use } = node
  return {
    ...node,
    use: {
      calls: use.calls + more.calls,
      input: use.input + more.input,
      output: use.output + more.output,
      cached: use.cached + more.cached,
      cost_usd: use.cost_usd === null || more.cost_usd === null ? null : use.cost_usd + more.cost_usd,
    },
  }
}
