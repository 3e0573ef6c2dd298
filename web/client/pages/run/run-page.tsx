import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { keys } from '../../api/query-keys.ts'
import { useTabKeys } from '../../app/keys/use-tab-keys.ts'
import { ButtonLink } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { type Tab, Tabs } from '../../kit/place/tabs.tsx'
import { CostTab } from './cost/cost-tab.tsx'
import { EventsTab } from './events/events-tab.tsx'
import { FilesTab } from './files/files-tab.tsx'
import { RunHeader } from './header/run-header.tsx'
import { knownRun, type RunOfPage } from './known-run.ts'
import { OverviewTab } from './overview/overview-tab.tsx'
import { WaitsPanel } from './overview/waits-panel.tsx'
import { RawTab } from './raw/raw-tab.tsx'
import { runApi } from './run-api.ts'
import styles from './run-page.module.css'
import type { RunTab } from './run-search.ts'
import { StepsTab } from './steps/steps-tab.tsx'
import { TimelineTab } from './timeline/timeline-tab.tsx'
import { useRun } from './use-run.ts'
import { useRunSearch } from './use-run-search.ts'

const route = getRouteApi('/runs/$run_id')

/** One run: exactly what each agent saw, decided and did. */
export function RunPage() {
  const { run_id } = route.useParams()
  return <Run key={run_id} run_id={run_id} />
}

function Run({ run_id }: { readonly run_id: string }) {
  const followed = useRun(run_id)
  const [search, look] = useRunSearch()
  // The row changes where the events say so: when it is let go of, and when it goes on.
  const row = useQuery({
    queryKey: keys.runPart(run_id, 'row', followed.end ?? 'open', followed.view.resumes),
    queryFn: () => runApi.row(run_id),
    placeholderData: (before) => before,
  })
  const run = knownRun(run_id, followed, row.data?.run ?? null)
  const tabs = tabsOf(run)
  useTabKeys('this run', tabs, (tab) => look({ tab }))
  const title = `Run ${run_id.slice(0, 4)}${run.view.task === '' ? '' : `: ${visibleLine(run.view.task).slice(0, 60)}`}`
  useEffect(() => {
    document.title = `${title} · claw`
  }, [title])
  if (row.error !== null && followed.events.length === 0)
    return (
      <div className={styles.page}>
        <h1 tabIndex={-1}>Run {visibleLine(run_id)}</h1>
        <ErrorNotice error={row.error} onRetry={() => void row.refetch()}>
          <ButtonLink to="/runs" size="s">
            All runs
          </ButtonLink>
        </ErrorNotice>
      </div>
    )
  // Its head is made of both: all of it comes at once, and nothing jumps.
  const isLoading = (row.data === undefined && row.error === null) || followed.isLoading
  return (
    <div className={styles.page}>
      <RunHeader run={run} isLoading={isLoading} />
      {isLoading ? (
        <Skeleton lines={12} height="2.5rem" />
      ) : (
        <>
          <WaitsPanel run={run} />
          <Tabs label="Views of the run" tabs={tabs} open={search.tab} onOpen={(tab) => look({ tab })} />
        </>
      )}
    </div>
  )
}

function tabsOf(run: RunOfPage): readonly Tab<RunTab>[] {
  return [
    { name: 'overview', label: 'Overview', content: () => <OverviewTab run={run} /> },
    { name: 'steps', label: 'Steps', content: () => <StepsTab run={run} /> },
    { name: 'timeline', label: 'Timeline', content: () => <TimelineTab run={run} /> },
    { name: 'events', label: 'Events', count: run.view.last_seq, content: () => <EventsTab run={run} /> },
    { name: 'files', label: 'Files', content: () => <FilesTab run={run} /> },
    { name: 'cost', label: 'Cost', content: () => <CostTab run={run} /> },
    { name: 'raw', label: 'Raw', content: () => <RawTab run={run} /> },
  ]
}
