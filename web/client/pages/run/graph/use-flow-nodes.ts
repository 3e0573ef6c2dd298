import { type NodeHandle, Position } from '@xyflow/react'
import { useRef } from 'react'
import type { GraphNode } from '../../../../../src/view/graph/run-graph.ts'
import { classNames } from '../../../kit/class-names.ts'
import { NODE_SIZE, type PlacedNode } from './lay-out-graph.ts'
import styles from './run-graph.module.css'
import type { RunGraphNodeType } from './run-graph-node.tsx'

interface NodeLook {
  readonly places: ReadonlyMap<string, PlacedNode>
  readonly chosen: string | undefined
  readonly goesOn: boolean
  readonly direction: 'LR' | 'TB'
  readonly onChoose: (id: string) => void
  /** The one that Tab comes to. */
  readonly entry: string | undefined
}

// Told beforehand, so that none is measured in the page whenever something of its node changes.
const HANDLES = {
  LR: [
    { type: 'target', position: Position.Left, x: 0, y: NODE_SIZE.height / 2, width: 1, height: 1 },
    { type: 'source', position: Position.Right, x: NODE_SIZE.width, y: NODE_SIZE.height / 2, width: 1, height: 1 },
  ],
  TB: [
    { type: 'target', position: Position.Top, x: NODE_SIZE.width / 2, y: 0, width: 1, height: 1 },
    { type: 'source', position: Position.Bottom, x: NODE_SIZE.width / 2, y: NODE_SIZE.height, width: 1, height: 1 },
  ],
} satisfies Record<string, NodeHandle[]>

/** What is drawn of each node: the same object for as long as nothing of it changes, so that an event draws one node anew and not a hundred. */
export function useFlowNodes(nodes: readonly GraphNode[], look: NodeLook): RunGraphNodeType[] {
  const drawn = useRef(new Map<string, RunGraphNodeType>())
  const next = nodes.map((node) => {
    const flow = toFlowNode(node, look)
    const before = drawn.current.get(node.id)
    return before !== undefined && isSame(before, flow) ? before : flow
  })
  drawn.current = new Map(next.map((node) => [node.id, node]))
  return next
}

function toFlowNode(node: GraphNode, { places, chosen, goesOn, direction, onChoose, entry }: NodeLook): RunGraphNodeType {
  return {
    id: node.id,
    type: 'part',
    position: places.get(node.id) ?? { x: 0, y: 0 },
    width: NODE_SIZE.width,
    height: NODE_SIZE.height,
    handles: HANDLES[direction],
    data: { node, goesOn: goesOn && node.ended_at === null, direction, onChoose, entry: entry === node.id },
    selected: chosen === node.id || chosen?.startsWith(`${node.id}/`) === true,
    className: classNames(styles[node.state]),
  }
}

function isSame(a: RunGraphNodeType, b: RunGraphNodeType): boolean {
  const { node: one, ...data } = a.data
  const { node: other, ...more } = b.data
  return a.position === b.position && a.selected === b.selected && hasSame(data, more) && hasSame({ ...one }, { ...other })
}

function hasSame(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(a).every((key) => a[key] === b[key])
}
