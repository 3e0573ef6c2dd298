import { useNavigate, useSearch } from '@tanstack/react-router'
import { STATS_RANGES, type StatsRange } from '../../../../src/view/stats/stats-range.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import { FailingPanel } from './failing-panel.tsx'
import { FigureCards } from './figure-cards.tsx'
import { FirstVisit } from './first-visit.tsx'
import { NeedsPanel } from './needs-panel.tsx'
import styles from './overview.module.css'
import { QuickStart } from './quick-start.tsx'
import { RangePicker } from './range-picker.tsx'
import { RecentPanel } from './recent-panel.tsx'
import { RunningPanel } from './running-panel.tsx'
import { StageHealthPanel } from './stage-health-panel.tsx'
import { TimeCharts } from './time-charts.tsx'
import { useRecentRuns, useStats, useTopLoading } from './use-overview.ts'

export function OverviewPage() {
  const { range } = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const recent = useRecentRuns()
  const setRange = (next: StatsRange) => void navigate({ search: { range: next }, replace: true })
  const isLoading = useTopLoading()
  if (recent.data?.total === 0) return <FirstVisit />
  return (
    <Page title="Overview" description="What needs you, what runs, and how it went.">
      {isLoading ? (
        <Skeleton lines={12} height="3rem" />
      ) : (
        <>
          <div className={styles.top}>
            <NeedsPanel />
            <div className={styles.now}>
              <RunningPanel />
              <RecentPanel runs={recent.data?.runs} error={recent.error} />
            </div>
            <QuickStart runs={recent.data?.runs ?? []} />
          </div>
          <section aria-labelledby="figures" className={styles.figures}>
            <header className={styles.bar}>
              <h2 id="figures">How it went</h2>
              <RangePicker value={range} ranges={STATS_RANGES} onChange={setRange} />
            </header>
            <Figures range={range} />
          </section>
        </>
      )}
    </Page>
  )
}

function Figures({ range }: { readonly range: StatsRange }) {
  const { data, error, refetch } = useStats(range)
  if (error !== null && data === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton lines={6} height="4rem" />
  return (
    <>
      <FigureCards stats={data} />
      <TimeCharts stats={data} />
      <div className={styles.pair}>
        <FailingPanel failing={data.failing} />
        <StageHealthPanel stages={data.stages} />
      </div>
    </>
  )
}
