import type { TraceNode } from './trace-node.ts'

/** Nobody works below this node any more: what is open was stopped. What waits for a person waits on. */
export function settleOpen(node: TraceNode, at: number): TraceNode {
  const children = node.children.map((child) => stopped(child, at))
  return children.every((child, index) => child === node.children[index]) ? node : { ...node, children }
}

function stopped(node: TraceNode, at: number): TraceNode {
  const inside = settleOpen(node, at)
  return inside.state === 'open' ? { ...inside, state: 'stopped', ended_at: at } : inside
}
