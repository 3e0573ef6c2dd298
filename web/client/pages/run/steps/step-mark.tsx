import { STATE_LOOKS } from '../../../../../src/view/trace/state-look.ts'
import type { TraceState } from '../../../../../src/view/trace/trace-node.ts'
import { Icon } from '../../../kit/icon.tsx'
import { StatusChip } from '../../../kit/show/status-chip.tsx'
import styles from './step-tree.module.css'

/** Most steps are done: these get a mark alone, and whoever listens the word. */
export function StepMark({ state }: { readonly state: TraceState }) {
  if (state !== 'done') return <StatusChip look={STATE_LOOKS[state]} />
  return (
    <span className={styles.done}>
      <Icon name="check" />
      <span className="visually-hidden">{STATE_LOOKS.done.word}</span>
    </span>
  )
}
