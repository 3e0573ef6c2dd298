import { type Edge, MarkerType } from '@xyflow/react'
import { useRef } from 'react'
import type { RunGraph } from '../../../../../src/view/graph/run-graph.ts'
import { classNames } from '../../../kit/class-names.ts'
import { MANY_NODES } from './lay-out-graph.ts'
import styles from './run-graph.module.css'

const ARROW = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--line-control)' } as const

/** What is drawn of each edge: the same object for as long as nothing of it changes. */
export function useFlowEdges({ nodes, edges }: RunGraph, chosen: string | undefined): Edge[] {
  const drawn = useRef(new Map<string, Edge>())
  const open = new Set(nodes.filter(({ state }) => state === 'open').map(({ id }) => id))
  // A hundred of them that move are a picture painted anew all the time.
  const moves = nodes.length <= MANY_NODES
  const next = edges.map(({ id, from, to, kind }) => {
    const animated = moves && open.has(to)
    const className = classNames(styles.edge, styles[kind], (from === chosen || to === chosen) && styles.lit)
    const before = drawn.current.get(id)
    if (before !== undefined && before.animated === animated && before.className === className) return before
    const label = kind === 'gives' ? { label: 'gives away' } : {}
    return { id, source: from, target: to, className, animated, markerEnd: ARROW, focusable: false, ...label }
  })
  drawn.current = new Map(next.map((edge) => [edge.id, edge]))
  return next
}
