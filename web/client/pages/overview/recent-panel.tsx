import type { ListedRun } from '../../../../src/view/run-list.ts'
import { runLook } from '../../../../src/view/run-look.ts'
import { Link } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Duration } from '../../kit/show/duration.tsx'
import { Said } from '../../kit/show/said.tsx'
import { StatusChip } from '../../kit/show/status-chip.tsx'
import { Time } from '../../kit/show/time.tsx'
import styles from './overview.module.css'

const SHOWN = 6

interface RecentPanelProps {
  readonly runs: readonly ListedRun[] | undefined
  readonly error: unknown
}

export function RecentPanel({ runs, error }: RecentPanelProps) {
  return (
    <Panel title="Recent runs" flush actions={<Link to="/runs">All runs</Link>}>
      {runs !== undefined ? (
        <Recent runs={runs} />
      ) : error === null ? (
        <Skeleton lines={6} height="2.5rem" />
      ) : (
        <ErrorNotice error={error} />
      )}
    </Panel>
  )
}

function Recent({ runs }: { readonly runs: readonly ListedRun[] }) {
  return (
    <ul className={styles.list}>
      {runs.slice(0, SHOWN).map((run) => (
        <li key={run.run_id} className={styles.item}>
          <div className={styles.words}>
            <Link to="/runs/$run_id" params={{ run_id: run.run_id }} quiet>
              <Said text={run.task} lines={1} />
            </Link>
            <span className={styles.facts}>
              <Time at={run.created_at} />
              {run.ended_at !== null && <Duration ms={run.ended_at - run.created_at} />}
              {run.agents.length > 0 && <Said text={run.agents.join(', ')} lines={1} />}
            </span>
          </div>
          <StatusChip look={runLook(run)} />
        </li>
      ))}
    </ul>
  )
}
