import { type Need, needsOf } from '../../../../src/view/overview/needs.ts'
import { classNames } from '../../kit/class-names.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'
import styles from './overview.module.css'
import { SettleButton } from './settle-button.tsx'
import { useAgents, useLastChecks, useOpenRuns, usePendingApprovals, useStats } from './use-overview.ts'

const SHOWN = 8

/** Everything that waits for the person, each with what settles it. */
export function NeedsPanel() {
  const approvals = usePendingApprovals()
  const runs = useOpenRuns()
  const agents = useAgents()
  const stats = useStats('24h')
  const health = useLastChecks()
  const failure = approvals.error ?? runs.error ?? agents.error
  const isLoading = approvals.data === undefined || runs.data === undefined || agents.data === undefined
  const needs = isLoading
    ? []
    : needsOf({
        approvals: approvals.data.approvals,
        runs: runs.data.runs,
        stuck: stats.data?.stuck ?? [],
        agents: agents.data.agents,
        checks: health.data?.doctor?.checks ?? [],
      })
  return (
    <Panel title="Needs you" flush actions={needs.length > 0 && <Badge tone="warn">{needs.length}</Badge>}>
      {failure !== null && isLoading ? (
        <ErrorNotice error={failure} />
      ) : isLoading ? (
        <Skeleton lines={3} height="2.5rem" />
      ) : (
        <Needs needs={needs} />
      )}
    </Panel>
  )
}

function Needs({ needs }: { readonly needs: readonly Need[] }) {
  if (needs.length === 0) return <p className={styles.calm}>Nothing waits for you.</p>
  return (
    <ul className={classNames(styles.list, styles.needs)} aria-live="polite">
      {needs.slice(0, SHOWN).map((need) => (
        <li key={need.key} className={styles.item}>
          <div className={styles.words}>
            <span className={styles.name}>
              <Said text={need.title} />
              {need.since !== null && (
                <span className={styles.aside}>
                  <Time at={need.since} />
                </span>
              )}
            </span>
            <span className={styles.detail}>
              <Said text={need.detail} lines={2} />
            </span>
          </div>
          <div className={styles.acts}>
            <SettleButton need={need} />
          </div>
        </li>
      ))}
      {needs.length > SHOWN && <li className={styles.calm}>and {needs.length - SHOWN} more</li>}
    </ul>
  )
}
