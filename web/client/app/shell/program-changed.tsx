import { useStatus } from '../../api/status.ts'
import { Notice } from '../../kit/notice/notice.tsx'
import styles from './program-changed.module.css'

/** claw was updated under the dashboard: what that loads from now on may be missing, or another one. */
export function ProgramChanged() {
  if (useStatus().data?.program_changed !== true) return null
  return (
    <div className={styles.notice}>
      <Notice tone="warn" title="claw was updated since this dashboard was started" announced>
        <p>
          Some of it may not work any more. End <code>claw web</code> with Ctrl-C in its terminal and start it again; runs go on by
          themselves.
        </p>
      </Notice>
    </div>
  )
}
