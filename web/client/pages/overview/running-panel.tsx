import type { ListedRun } from '../../../../src/view/run-list.ts'
import { runLook } from '../../../../src/view/run-look.ts'
import { Link } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Duration } from '../../kit/show/duration.tsx'
import { Said } from '../../kit/show/said.tsx'
import { StatusChip } from '../../kit/show/status-chip.tsx'
import styles from './overview.module.css'
import { useOpenRuns } from './use-overview.ts'
import { useProgress } from './use-progress.ts'

/** What goes on right now, with the last thing that each run did. */
export function RunningPanel() {
  const { data, error } = useOpenRuns()
  const running = data?.runs.filter(({ status, held }) => status === 'running' || status === 'queued' || (status === 'waiting' && held))
  return (
    <Panel title="Runs now" flush>
      {running === undefined ? (
        error === null ? (
          <Skeleton lines={3} height="2.5rem" />
        ) : (
          <ErrorNotice error={error} />
        )
      ) : (
        <Running runs={running} />
      )}
    </Panel>
  )
}

function Running({ runs }: { readonly runs: readonly ListedRun[] }) {
  if (runs.length === 0) return <p className={styles.calm}>Nothing runs.</p>
  return (
    <ul className={styles.list}>
      {runs.map((run) => (
        <RunningRun key={run.run_id} run={run} />
      ))}
    </ul>
  )
}

function RunningRun({ run }: { readonly run: ListedRun }) {
  const progress = useProgress(run)
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <Link to="/runs/$run_id" params={{ run_id: run.run_id }} quiet>
          <Said text={run.task} lines={1} />
        </Link>
        <span className={styles.facts}>
          <span>
            {progress.done} of {progress.all} steps
          </span>
          {progress.doing !== '' && <Said text={progress.doing} lines={1} />}
        </span>
      </div>
      <div className={styles.acts}>
        <Duration from={run.created_at} to={null} />
        <StatusChip look={runLook(run)} />
      </div>
    </li>
  )
}
