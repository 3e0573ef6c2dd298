import { formatBytes } from '../../../../src/view/format.ts'
import type { ProcessRow, SystemRow } from '../../../../src/view/system-rows.ts'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Id } from '../../kit/show/id.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { StopRunButton } from './stop-run-button.tsx'

const KINDS: Readonly<Record<ProcessRow['kind'], string>> = {
  dashboard: 'dashboard',
  run: 'carries out a run',
  claw: 'claw',
  capsule: 'capsule of an agent',
  helper: 'helper or tool',
}

const COLUMNS: readonly Column<ProcessRow>[] = [
  {
    id: 'what',
    title: 'What',
    cell: ({ kind, self }) => (
      <>
        {KINDS[kind]} {self && <Badge tone="accent">this one</Badge>}
      </>
    ),
  },
  { id: 'program', title: 'Program', width: '9rem', minor: true, cell: ({ program }) => <Said text={program} lines={1} /> },
  {
    id: 'run',
    title: 'Run',
    width: '8rem',
    cell: ({ run_id }) =>
      run_id === null ? (
        ''
      ) : (
        <Link to="/runs/$run_id" params={{ run_id }}>
          <Id id={run_id} />
        </Link>
      ),
  },
  { id: 'pid', title: 'PID', align: 'end', width: '6rem', cell: ({ pid }) => pid },
  { id: 'rss', title: 'Memory', align: 'end', width: '7rem', cell: ({ rss_bytes }) => formatBytes(rss_bytes) },
  { id: 'age', title: 'Started', width: '8rem', cell: ({ started_at }) => <Time at={started_at} /> },
  {
    id: 'stop',
    title: 'Stop',
    width: '7rem',
    cell: ({ run_id, kind }) => (run_id !== null && kind === 'run' ? <StopRunButton run_id={run_id} /> : ''),
  },
]

/** What claw runs in this workspace, and who has which run in hand. */
export function ProcessPanel({ system: { processes, leases } }: { readonly system: SystemRow }) {
  const elsewhere = leases.filter(({ pid, run_id }) => !processes.some((one) => one.pid === pid && one.run_id === run_id))
  return (
    <Panel title="Processes" flush>
      <DataTable
        label="Processes"
        columns={COLUMNS}
        rows={processes}
        keyOf={({ pid }) => String(pid)}
        empty={<Empty title="Processes cannot be looked at on this machine." />}
      />
      {elsewhere.map(({ run_id, pid, host, alive, task }) => (
        <p key={run_id}>
          <Link to="/runs/$run_id" params={{ run_id }}>
            <Said text={task} lines={1} />
          </Link>{' '}
          is held by process {pid} on {host}
          {alive ? '' : ', which is gone'}.
        </p>
      ))}
    </Panel>
  )
}
