import { Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react'
import { formatCost } from '../../../../../src/view/format.ts'
import type { GraphNode } from '../../../../../src/view/graph/run-graph.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { STATE_LOOKS } from '../../../../../src/view/trace/state-look.ts'
import { shortCount } from '../../../../../src/view/trace/token-text.ts'
import { classNames } from '../../../kit/class-names.ts'
import { Duration } from '../../../kit/show/duration.tsx'
import { StatusChip } from '../../../kit/show/status-chip.tsx'
import styles from './run-graph.module.css'

interface NodeData extends Record<string, unknown> {
  readonly node: GraphNode
  readonly goesOn: boolean
  readonly direction: 'LR' | 'TB'
  readonly onChoose: (id: string) => void
  /** Tab comes to this one. */
  readonly entry: boolean
}

export type RunGraphNodeType = Node<NodeData, 'part'>

/** Smaller than this nobody reads what a node says: its name is written larger then, and nothing else. */
const FAR = 0.6

export function RunGraphNode({ data: { node, goesOn, direction, onChoose, entry }, selected }: NodeProps<RunGraphNodeType>) {
  const { name, title, state } = node
  const far = useStore(({ transform }) => transform[2] < FAR)
  const flat = direction === 'LR'
  return (
    <>
      <Handle type="target" position={flat ? Position.Left : Position.Top} className={styles.port} isConnectable={false} />
      <button
        type="button"
        className={classNames(styles.node, 'nopan')}
        data-selected={selected || undefined}
        data-state={state}
        data-node={node.id}
        tabIndex={entry ? 0 : -1}
        title={`${visibleLine(name)} ${visibleLine(title)}: ${STATE_LOOKS[state].word}`}
        onClick={() => onChoose(node.id)}
      >
        {far ? <FarLook node={node} /> : <NearLook node={node} goesOn={goesOn} />}
      </button>
      <Handle type="source" position={flat ? Position.Right : Position.Bottom} className={styles.port} isConnectable={false} />
    </>
  )
}

function FarLook({ node }: { readonly node: GraphNode }) {
  const { mark, word } = STATE_LOOKS[node.state]
  const own = node.kind === 'subtask'
  return (
    <span className={styles.far}>
      <span className={styles.farName}>
        {visibleLine(own ? nameOf(node) : titleOf(node))}
        <span aria-hidden="true">{mark}</span>
      </span>
      <span className="visually-hidden"> {word} </span>
      <span className={styles.farTitle}>{own && visibleLine(titleOf(node))}</span>
    </span>
  )
}

function NearLook({ node, goesOn }: { readonly node: GraphNode; readonly goesOn: boolean }) {
  const { state, agent, made, attempts, started_at, ended_at, tokens, cost_usd } = node
  return (
    <>
      <span className={styles.head}>
        <span className={styles.name}>{visibleLine(nameOf(node))}</span>
        <StatusChip look={STATE_LOOKS[state]} />
      </span>
      <span className={styles.title}>{visibleLine(titleOf(node))}</span>
      <span className={styles.agent}>
        {agent === null ? '' : visibleLine(agent)}
        {made && <span className={styles.made}> made for it</span>}
      </span>
      <span className={styles.foot}>
        <span className={styles.action}>{state === 'open' || state === 'waiting' ? visibleLine(node.action) : countWords(node)}</span>
        <span>
          {attempts > 1 && `${attempts} attempts `}
          {started_at !== null && <Duration from={started_at} to={ended_at ?? (goesOn ? null : (node.last_event_at ?? started_at))} />}
          {tokens > 0 && `, ${shortCount(tokens)} tok${cost_usd === null ? '' : `, ${formatCost(cost_usd)}`}`}
        </span>
      </span>
    </>
  )
}

function nameOf({ kind, name, delegated }: GraphNode): string {
  if (kind !== 'subtask') return 'claw'
  return delegated ? 'given away' : name
}

function titleOf({ kind, name, title }: GraphNode): string {
  if (kind === 'answer') return 'Answer'
  if (kind === 'plan') return title === name ? 'Plan' : `Plan ${title.replace(/^plan /, '')}`
  return title === name ? '' : title
}

function countWords({ steps, kind, attempts }: GraphNode): string {
  return steps === 0 || kind !== 'subtask' || attempts > 1 ? '' : `${steps} step${steps === 1 ? '' : 's'}`
}
