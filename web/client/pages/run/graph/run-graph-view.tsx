import '@xyflow/react/dist/base.css'
import { Background, Controls, type Edge, MarkerType, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { type GraphNode, graphForm, type RunGraph } from '../../../../../src/view/graph/run-graph.ts'
import { classNames } from '../../../kit/class-names.ts'
import { layOutGraph, NODE_SIZE } from './lay-out-graph.ts'
import styles from './run-graph.module.css'
import { RunGraphNode, type RunGraphNodeType } from './run-graph-node.tsx'
import { useNarrow } from './use-narrow.ts'

interface RunGraphViewProps {
  readonly graph: RunGraph
  readonly chosen: string | undefined
  readonly goesOn: boolean
  readonly onChoose: (id: string) => void
}

const TYPES = { part: RunGraphNode }
const LARGE = 14

/** Plans, subtasks and the answer as they hang together. What is drawn here stands as a list beside it too. */
export function RunGraphView(props: RunGraphViewProps) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  )
}

function Drawn({ graph, chosen, goesOn, onChoose }: RunGraphViewProps) {
  const direction = useNarrow() ? 'TB' : 'LR'
  const form = graphForm(graph)
  // Only a graph of another form is laid out anew: states change often, places do not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `form` says what of the graph counts here
  const places = useMemo(() => layOutGraph(graph, direction), [form, direction])
  const nodes = useMemo(
    () => graph.nodes.map((node) => toFlowNode(node, { at: places.get(node.id) ?? { x: 0, y: 0 }, chosen, goesOn, direction, onChoose })),
    [graph, places, chosen, goesOn, direction, onChoose],
  )
  const edges = useMemo(() => graph.edges.map((edge) => toFlowEdge(edge, graph)), [graph])
  useFitAtFirst(`${form}\n${direction}`)
  return (
    <div className={styles.frame} data-nodes={graph.nodes.length}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable
        onlyRenderVisibleElements={graph.nodes.length > LARGE * 4}
        minZoom={0.1}
        maxZoom={1.5}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        preventScrolling={false}
        zoomOnScroll={false}
        panOnScroll={false}
        proOptions={{ hideAttribution: true }}
        aria-label="Graph of the run"
      >
        <Background gap={20} className={classNames(styles.ground)} />
        <Controls showInteractive={false} className={classNames(styles.controls)} />
        {graph.nodes.length > LARGE && (
          <MiniMap pannable zoomable className={classNames(styles.map)} ariaLabel="Small map of the graph" nodeClassName={mapClass} />
        )}
      </ReactFlow>
    </div>
  )
}

interface NodeLook {
  readonly at: { readonly x: number; readonly y: number }
  readonly chosen: string | undefined
  readonly goesOn: boolean
  readonly direction: 'LR' | 'TB'
  readonly onChoose: (id: string) => void
}

function toFlowNode(node: GraphNode, { at, chosen, goesOn, direction, onChoose }: NodeLook): RunGraphNodeType {
  return {
    id: node.id,
    type: 'part',
    position: { ...at },
    width: NODE_SIZE.width,
    height: NODE_SIZE.height,
    data: { node, goesOn, direction, onChoose },
    selected: chosen === node.id || chosen?.startsWith(`${node.id}/`) === true,
    className: classNames(styles[node.state]),
  }
}

function toFlowEdge({ id, from, to, kind }: RunGraph['edges'][number], { nodes }: RunGraph): Edge {
  const flows = nodes.find((node) => node.id === to)?.state === 'open'
  return {
    id,
    source: from,
    target: to,
    className: classNames(styles.edge, styles[kind]),
    animated: flows,
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--line-control)' },
    ...(kind === 'gives' ? { label: 'gives away' } : {}),
    focusable: false,
  }
}

function mapClass({ className = '' }: { readonly className?: string }): string {
  return className
}

/** New nodes do not make the view jump: it is fitted while the graph grows at its beginning, and never once somebody has moved it. */
function useFitAtFirst(form: string): void {
  const { fitView, getViewport } = useReactFlow()
  const left = useRef<{ readonly x: number; readonly y: number; readonly zoom: number }>(undefined)
  useEffect(() => {
    if (form === '') return
    const now = getViewport()
    const before = left.current
    const moved = before !== undefined && (Math.abs(before.x - now.x) > 1 || Math.abs(before.y - now.y) > 1 || before.zoom !== now.zoom)
    if (moved) return
    const timer = setTimeout(() => void fitView({ padding: 0.08, maxZoom: 1 }).then(() => (left.current = getViewport())), 30)
    return () => clearTimeout(timer)
  }, [form, fitView, getViewport])
}
