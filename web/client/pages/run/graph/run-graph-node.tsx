import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
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
}

export type RunGraphNodeType = Node<NodeData, 'part'>

export function RunGraphNode({ data: { node, goesOn, direction, onChoose }, selected }: NodeProps<RunGraphNodeType>) {
  const { name, title, state, agent, made, attempts, started_at, ended_at, tokens, cost_usd } = node
  const flat = direction === 'LR'
  return (
    <>
      <Handle type="target" position={flat ? Position.Left : Position.Top} className={styles.port} isConnectable={false} />
      <button
        type="button"
        className={classNames(styles.node, 'nopan')}
        data-selected={selected || undefined}
        data-state={state}
        title={`${visibleLine(name)} ${visibleLine(title)}`}
        onClick={() => onChoose(node.id)}
      >
        <span className={styles.head}>
          <span className={styles.name}>{visibleLine(nameOf(node))}</span>
          <StatusChip look={STATE_LOOKS[state]} />
        </span>
        <span className={styles.title}>{visibleLine(title === name ? '' : title)}</span>
        <span className={styles.agent}>
          {agent === null ? '' : visibleLine(agent)}
          {made && <span className={styles.made}> made for it</span>}
        </span>
        <span className={styles.foot}>
          <span className={styles.action}>{state === 'open' || state === 'waiting' ? visibleLine(node.action) : countWords(node)}</span>
          <span>
            {attempts > 1 && `${attempts} attempts `}
            {started_at !== null && <Duration from={started_at} to={ended_at ?? (goesOn ? null : (node.last_event_at ?? started_at))} />}
            {tokens > 0 && ` ${shortCount(tokens)} ${cost_usd === null ? '' : formatCost(cost_usd)}`}
          </span>
        </span>
      </button>
      <Handle type="source" position={flat ? Position.Right : Position.Bottom} className={styles.port} isConnectable={false} />
    </>
  )
}

function nameOf({ kind, name, delegated }: GraphNode): string {
  if (kind === 'plan') return 'plan'
  if (kind === 'answer') return 'answer'
  return delegated ? 'given away' : name
}

function countWords({ steps, kind }: GraphNode): string {
  return steps === 0 || kind !== 'subtask' ? '' : `${steps} step${steps === 1 ? '' : 's'}`
}
