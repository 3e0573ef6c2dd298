import { STAGE_INFO } from '../../../../src/view/stats/run-stage.ts'
import type { StageHealth } from '../../../../src/view/stats/stats-rows.ts'
import { Panel } from '../../kit/place/panel.tsx'
import styles from './overview.module.css'

/** How the six stages of runs do. */
export function StageHealthPanel({ stages }: { readonly stages: readonly StageHealth[] }) {
  return (
    <Panel title="Health by stage">
      <ul className={styles.stages}>
        {stages.map(({ stage, ok, failed }) => (
          <li key={stage} className={styles.stage}>
            <span>{STAGE_INFO[stage].title}</span>
            <span className={styles.aside}>
              {ok} ok{failed > 0 && `, ${failed} failed`}
            </span>
            <span className={styles.meter} aria-hidden="true">
              <span className={styles.ok} style={{ flexGrow: ok }} />
              <span className={styles.failed} style={{ flexGrow: failed }} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
