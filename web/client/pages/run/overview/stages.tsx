import type { StageAnalysis } from '../../../../../src/view/analysis/analysis-rows.ts'
import { formatDuration } from '../../../../../src/view/format.ts'
import { Icon } from '../../../kit/icon.tsx'
import type { IconName } from '../../../kit/icon-paths.ts'
import styles from './stages.module.css'

const LOOKS: Readonly<Record<StageAnalysis['state'], { readonly icon: IconName; readonly word: string }>> = {
  pending: { icon: 'pending', word: 'to come' },
  active: { icon: 'refresh', word: 'now' },
  stopped: { icon: 'stop', word: 'stopped here' },
  done: { icon: 'check', word: 'done' },
  failed: { icon: 'close', word: 'failed' },
  skipped: { icon: 'minus', word: 'not needed' },
}

/** The stages of the coordinator: how far it is, and what each took. */
export function Stages({ stages }: { readonly stages: readonly StageAnalysis[] }) {
  return (
    <ol className={styles.stages} aria-label="Stages of the coordinator">
      {stages.map(({ stage, title, state, duration_ms, nodes }) => (
        <li key={stage} className={styles.stage} data-state={state} title={nodes.join(', ')}>
          <Icon name={LOOKS[state].icon} spins={state === 'active'} />
          <span>
            {title}
            <span className={styles.word}>
              {' '}
              {LOOKS[state].word}
              {duration_ms > 0 && `, ${formatDuration(duration_ms)}`}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}
