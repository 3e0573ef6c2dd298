import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { RunOrder } from '../../../../src/protocol/run-query.ts'
import type { ListedRun } from '../../../../src/view/run-list.ts'
import { isFiltered, NO_SEARCH, runsQuery } from '../../../../src/view/runs/runs-search.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { keys } from '../../api/query-keys.ts'
import { openNewRun } from '../../app/doors.ts'
import { Button } from '../../kit/act/button.tsx'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import type { Sorting } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { useCursorRows } from '../../kit/table/use-cursor-rows.ts'
import { BulkActions } from './bulk-actions.tsx'
import { PresetBar } from './preset-bar.tsx'
import { RUN_COLUMNS } from './run-columns.tsx'
import { runsApi } from './runs-api.ts'
import { RunsFilters } from './runs-filters.tsx'
import { useRunsSearch } from './use-runs-search.ts'

const ORDERS: Readonly<Record<RunOrder, Sorting>> = {
  newest: { by: 'started', down: true },
  oldest: { by: 'started', down: false },
  longest: { by: 'took', down: true },
  shortest: { by: 'took', down: false },
  costliest: { by: 'cost', down: true },
  cheapest: { by: 'cost', down: false },
}

/** Every run of the workspace: found, seen live, and acted on. */
export function RunsPage() {
  const [search, look] = useRunsSearch()
  const list = useCursorRows(keys.runList(search), async (after, signal) => {
    const { runs, next, total } = await runsApi.page(search, after, signal)
    return { rows: runs, next, total }
  })
  const counted = useQuery({
    queryKey: keys.runList({ facets: search }),
    queryFn: () => runsApi.facets(search),
    placeholderData: keepPreviousData,
  })
  const choices = useQuery({ queryKey: keys.runList({ choices: true }), queryFn: runsApi.choices })
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const markedRuns = useMemo(() => list.rows?.filter(({ run_id }) => marked.has(run_id)) ?? [], [list.rows, marked])
  const { problem } = runsQuery(search, Date.now())
  const total = counted.data?.total
  const all = Object.values(counted.data?.counts ?? {}).reduce<number>((sum, count = 0) => sum + count, 0)
  const link = useCallback((run: ListedRun, content: ReactNode) => <RunLink run={run}>{content}</RunLink>, [])
  return (
    <Page title="Runs" description="What was done in this workspace, and what is under way, whoever started it.">
      <PresetBar search={search} counts={counted.data?.counts ?? {}} onLook={(wanted) => look(wanted, 'anew')} />
      <RunsFilters
        search={search}
        onLook={look}
        choices={choices.data}
        facets={counted.data?.facets ?? {}}
        found={total === undefined ? undefined : isFiltered(search) ? `${total} of ${all}` : `${all} in all`}
      />
      {problem !== '' && <Notice tone="warn" title={visibleLine(problem)} />}
      <Panel flush label="Runs">
        <DataTable
          {...list}
          label="Runs"
          columns={RUN_COLUMNS}
          keyOf={keyOf}
          nameOf={nameOf}
          rowLink={link}
          sorting={ORDERS[search.order]}
          onSort={(sorting) => look({ order: orderOf(sorting) })}
          selection={{ keys: marked, onChange: setMarked, actions: <BulkActions runs={markedRuns} onDone={() => setMarked(new Set())} /> }}
          empty={isFiltered(search) ? <NothingFits onClear={() => look(NO_SEARCH)} /> : <NoRuns />}
        />
      </Panel>
    </Page>
  )
}

function RunLink({ run, children }: { readonly run: ListedRun; readonly children: ReactNode }) {
  return (
    <Link quiet to="/runs/$run_id" params={{ run_id: run.run_id }}>
      {children}
    </Link>
  )
}

function NothingFits({ onClear }: { readonly onClear: () => void }) {
  return (
    <Empty title="No run is like that" action={<Button onClick={onClear}>Show all runs</Button>}>
      Change the filters, or look at all of them.
    </Empty>
  )
}

function NoRuns() {
  return (
    <Empty
      title="No runs yet"
      command={'claw run "How many files are here?"'}
      action={
        <Button variant="primary" onClick={() => openNewRun()}>
          New run
        </Button>
      }
    >
      Say what should be done, here or in a terminal.
    </Empty>
  )
}

function keyOf({ run_id }: ListedRun): string {
  return run_id
}

function nameOf({ run_id, task }: ListedRun): string {
  return `run ${run_id.slice(0, 8)}, ${visibleLine(task.slice(0, 60))}`
}

function orderOf({ by, down }: Sorting): RunOrder {
  const found = Object.entries(ORDERS).find(([, sorting]) => sorting.by === by && sorting.down === down)
  return (found?.[0] as RunOrder | undefined) ?? 'newest'
}
