import type { TraceNode } from '../../../../../src/view/trace/trace-node.ts'
import { elapsedOf } from '../../../../../src/view/trace/tree-rows.ts'
import styles from './step-span.module.css'

interface StepSpanProps {
  readonly node: TraceNode
  readonly root: TraceNode
  readonly now: number
}

/** When in the run a step was, and for how long: a line below it, for the eye; in words it stands beside it. */
export function StepSpan({ node, root, now }: StepSpanProps) {
  const whole = elapsedOf(root, now)
  if (node === root || node.started_at === null || root.started_at === null || whole === 0) return null
  const left = (100 * Math.max(0, node.started_at - root.started_at)) / whole
  const width = (100 * elapsedOf(node, now)) / whole
  return (
    <span className={styles.track} data-kind={node.detail.kind} aria-hidden="true">
      <span className={styles.bar} style={{ left: `${Math.min(99, left)}%`, width: `${Math.min(100 - left, width)}%` }} />
    </span>
  )
}
