import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import { AboutPanel } from './about-panel.tsx'
import { DiskPanel } from './disk-panel.tsx'
import { DoctorPanel } from './doctor-panel.tsx'
import { ProcessPanel } from './process-panel.tsx'
import { SessionPanel } from './session-panel.tsx'
import styles from './system.module.css'
import { VerifyPanel } from './verify-panel.tsx'

// Processes come and go without an event of a run.
const REFRESH_MS = 5000

export function SystemPage() {
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.system, 'now'],
    queryFn: () => ask(client.system.$get()),
    refetchInterval: REFRESH_MS,
  })
  return (
    <Page title="System" description="Whether claw is in order, what it runs, and what it keeps.">
      <div className={styles.pair}>
        <div className={styles.stack}>
          <DoctorPanel />
          <SessionPanel />
          {data !== undefined && <AboutPanel system={data} />}
        </div>
        <div className={styles.stack}>
          <VerifyPanel />
          {data !== undefined && <DiskPanel system={data} />}
        </div>
      </div>
      {data !== undefined && <ProcessPanel system={data} />}
      {data === undefined &&
        (error === null ? <Skeleton lines={10} height="2.5rem" /> : <ErrorNotice error={error} onRetry={() => void refetch()} />)}
    </Page>
  )
}
