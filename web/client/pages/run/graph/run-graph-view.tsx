import '@xyflow/react/dist/base.css'
import { Background, Controls, MiniMap, ReactFlow, ReactFlowProvider, type ReactFlowState, useStore } from '@xyflow/react'
import { type CSSProperties, useMemo, useRef } from 'react'
import { graphForm, type RunGraph } from '../../../../../src/view/graph/run-graph.ts'
import { classNames } from '../../../kit/class-names.ts'
import { layOutGraph, MANY_NODES, NODE_SIZE, type PlacedNode } from './lay-out-graph.ts'
import styles from './run-graph.module.css'
import { RunGraphNode } from './run-graph-node.tsx'
import { FIT, useFit } from './use-fit.ts'
import { useFlowEdges } from './use-flow-edges.ts'
import { useFlowNodes } from './use-flow-nodes.ts'
import { useGraphKeys } from './use-graph-keys.ts'
import { useNarrow } from './use-narrow.ts'

interface RunGraphViewProps {
  readonly graph: RunGraph
  readonly chosen: string | undefined
  readonly goesOn: boolean
  readonly onChoose: (id: string) => void
}

const TYPES = { part: RunGraphNode }
const LARGE = 14
const ROOM = 56
/** Above this only those in sight are in the page. */
const TOO_MANY = 300

/** Plans, subtasks and the answer as they hang together. What is drawn here stands as a list beside it too. */
export function RunGraphView(props: RunGraphViewProps) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  )
}

function Drawn({ graph, chosen, goesOn, onChoose }: RunGraphViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const direction = useNarrow() ? 'TB' : 'LR'
  const form = graphForm(graph)
  // Only a graph of another form is laid out anew: states change often, places do not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `form` says what of the graph counts here
  const places = useMemo(() => layOutGraph(graph, direction), [form, direction])
  const keys = useGraphKeys({ frame, places, chosen })
  const nodes = useFlowNodes(graph.nodes, { places, chosen, goesOn, direction, onChoose, entry: keys.entry })
  const edges = useFlowEdges(graph, chosen)
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 50) / 50)
  const size = useStore(({ width, height }) => `${width} ${height}`)
  const hand = useFit(`${form}\n${direction}`, size)
  const count = graph.nodes.length
  const whole = useStore((view) => isWhole(view, places))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the nodes in it are buttons; arrows lead from one to the next
    <div
      ref={frame}
      className={styles.frame}
      data-nodes={count}
      data-size={count > MANY_NODES ? 'many' : undefined}
      style={{ '--zoom': zoom, '--graph': `${heightOf(places)}px` } as CSSProperties}
      onKeyDown={keys.onKeyDown}
      onPointerDownCapture={hand.onPointerDown}
      onFocus={keys.onFocus}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable
        onlyRenderVisibleElements={count > TOO_MANY}
        minZoom={0.05}
        maxZoom={1.5}
        fitView
        fitViewOptions={FIT}
        preventScrolling={false}
        onMoveStart={hand.onMoveStart}
        zoomOnScroll={false}
        panOnScroll={false}
        proOptions={{ hideAttribution: true }}
        aria-label="Graph of the run. Arrows lead from part to part, Enter opens one."
      >
        <Background gap={20} className={classNames(styles.ground)} />
        <Controls
          showInteractive={false}
          onZoomIn={hand.onZoom}
          onZoomOut={hand.onZoom}
          onFitView={hand.onFit}
          fitViewOptions={FIT}
          className={classNames(styles.controls)}
        />
        {count > LARGE && !whole && (
          <MiniMap pannable zoomable className={classNames(styles.map)} ariaLabel="Small map of the graph" nodeClassName={mapClass} />
        )}
      </ReactFlow>
    </div>
  )
}

/** Of what is drawn as large as it is, with some room around it. */
function heightOf(places: ReadonlyMap<string, PlacedNode>): number {
  return Math.max(0, ...[...places.values()].map(({ y }) => y)) + NODE_SIZE.height + ROOM
}

/** Whether all nodes are in the frame: then a small map only hides some of them. */
function isWhole({ transform: [x, y, zoom], width, height }: ReactFlowState, places: ReadonlyMap<string, PlacedNode>): boolean {
  return [...places.values()].every((place) => {
    const [left, top] = [place.x * zoom + x, place.y * zoom + y]
    return left >= 0 && top >= 0 && left + NODE_SIZE.width * zoom <= width && top + NODE_SIZE.height * zoom <= height
  })
}

function mapClass({ className = '' }: { readonly className?: string }): string {
  return className
}
