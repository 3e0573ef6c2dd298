import dagre from '@dagrejs/dagre'
import { layerPlaces } from '../../../../../src/view/graph/layer-places.ts'
import type { RunGraph } from '../../../../../src/view/graph/run-graph.ts'

export const NODE_SIZE = { width: 232, height: 104 } as const
/** From more nodes on they stand in folded layers: lines that make room for each other would drive them apart. */
export const MANY_NODES = 24
/** About the shape of the frame that they are seen in. */
const WITHIN = { LR: { width: 1100, height: 520 }, TB: { width: 320, height: 480 } } as const

export interface PlacedNode {
  readonly x: number
  readonly y: number
}

/** Where each node stands, its upper left corner: from left to right, or from top to bottom where the page is narrow. */
export function layOutGraph(run: RunGraph, direction: 'LR' | 'TB'): ReadonlyMap<string, PlacedNode> {
  const { nodes, edges } = run
  if (nodes.length > MANY_NODES)
    return layerPlaces(run, { direction, node: NODE_SIZE, gap: { node: 28, layer: 80 }, within: WITHIN[direction] })
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: direction, nodesep: 28, ranksep: direction === 'LR' ? 64 : 44, marginx: 12, marginy: 12 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of nodes) graph.setNode(id, { ...NODE_SIZE })
  for (const { from, to } of edges) graph.setEdge(from, to)
  dagre.layout(graph)
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id)
      return [id, { x: x - NODE_SIZE.width / 2, y: y - NODE_SIZE.height / 2 }]
    }),
  )
}
