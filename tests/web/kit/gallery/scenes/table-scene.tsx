import { useMemo, useState } from 'react'
import { RUN_LOOKS } from '../../../../../src/view/run-look.ts'
import { Button } from '../../../../../web/client/kit/act/button.tsx'
import { Link } from '../../../../../web/client/kit/act/link.tsx'
import { Empty } from '../../../../../web/client/kit/notice/empty.tsx'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Panel } from '../../../../../web/client/kit/place/panel.tsx'
import { Id } from '../../../../../web/client/kit/show/id.tsx'
import { Money } from '../../../../../web/client/kit/show/money.tsx'
import { Said } from '../../../../../web/client/kit/show/said.tsx'
import { StatusChip } from '../../../../../web/client/kit/show/status-chip.tsx'
import { Time } from '../../../../../web/client/kit/show/time.tsx'
import { Tokens } from '../../../../../web/client/kit/show/tokens.tsx'
import type { Column, Sorting } from '../../../../../web/client/kit/table/column.ts'
import { DataTable } from '../../../../../web/client/kit/table/data-table.tsx'
import { FilterBar } from '../../../../../web/client/kit/table/filter-bar.tsx'
import { useCursorRows } from '../../../../../web/client/kit/table/use-cursor-rows.ts'
import { HOSTILE, SAMPLE_RUNS, type SampleRun } from '../samples.ts'

const COLUMNS: readonly Column<SampleRun>[] = [
  { id: 'task', title: 'Task', cell: ({ task }) => <Said text={task} lines={2} /> },
  { id: 'status', title: 'Status', width: '9rem', cell: ({ status }) => <StatusChip look={RUN_LOOKS[status]} /> },
  { id: 'started', title: 'Started', width: '7rem', sorts: true, cell: ({ at }) => <Time at={at} /> },
  { id: 'tokens', title: 'Tokens', width: '6rem', align: 'end', minor: true, cell: ({ tokens }) => <Tokens count={tokens} /> },
  { id: 'cost', title: 'Cost', width: '7rem', align: 'end', sorts: true, cell: ({ usd }) => <Money usd={usd} /> },
  { id: 'run', title: 'Run', width: '9rem', minor: true, cell: ({ id }) => <Id id={id} of="run" /> },
]
const keyOf = ({ id }: SampleRun) => id
const STATUSES = Object.keys(RUN_LOOKS).map((value) => ({ value }))

export function TableScene() {
  const [sorting, setSorting] = useState<Sorting>({ by: 'started', down: true })
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [text, setText] = useState('')
  const [status, setStatus] = useState('')
  const rows = useMemo(() => {
    const left = SAMPLE_RUNS.slice(0, 24).filter((run) => run.task.includes(text) && (status === '' || run.status === status))
    const value = (run: SampleRun) => (sorting.by === 'cost' ? (run.usd ?? 0) : run.at)
    return left.sort((a, b) => (sorting.down ? value(b) - value(a) : value(a) - value(b)))
  }, [text, status, sorting])
  return (
    <Page title="A table">
      <FilterBar
        of="runs"
        text={text}
        onText={setText}
        facets={[{ name: 'status', label: 'Status', value: status, options: STATUSES, onChange: setStatus }]}
        found={`${rows.length} of 24`}
        onClear={() => {
          setText('')
          setStatus('')
        }}
      />
      <Panel label="Runs" flush>
        <DataTable
          label="Runs"
          columns={COLUMNS}
          rows={rows}
          keyOf={keyOf}
          nameOf={({ id }) => `run ${id}`}
          rowLink={({ id }, content) => (
            <Link to="/" hash={id}>
              {content}
            </Link>
          )}
          sorting={sorting}
          onSort={setSorting}
          selection={{ keys: marked, onChange: setMarked, actions: <Button size="s">Cancel runs</Button> }}
          empty={<Empty title="No run is like that" />}
        />
      </Panel>
    </Page>
  )
}

export function ManyScene() {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  return (
    <Page title="100 000 rows">
      <DataTable
        label="Runs"
        columns={COLUMNS}
        rows={SAMPLE_RUNS}
        keyOf={keyOf}
        rowLink={({ id }, content) => (
          <Link to="/" hash={id}>
            {content}
          </Link>
        )}
        selection={{ keys: marked, onChange: setMarked, actions: null }}
        empty={null}
      />
    </Page>
  )
}

const fetchPage = async (after: string | undefined) => {
  await new Promise((resolve) => setTimeout(resolve, 30))
  const from = Number(after ?? 0)
  return { rows: SAMPLE_RUNS.slice(from, from + 60), next: from >= 180 ? null : String(from + 60), total: 240 }
}

export function PagesScene() {
  const { error, ...list } = useCursorRows(['runs'], fetchPage)
  return (
    <Page title={`Page by page: ${HOSTILE.slice(0, 8)}`}>
      <DataTable label="Runs" columns={COLUMNS} keyOf={keyOf} empty={null} error={error} {...list} />
    </Page>
  )
}
