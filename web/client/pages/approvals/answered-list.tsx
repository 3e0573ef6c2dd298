import { useCallback } from 'react'
import { askedText } from '../../../../src/view/asked-text.ts'
import type { ApprovalRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Id } from '../../kit/show/id.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { useCursorRows } from '../../kit/table/use-cursor-rows.ts'
import { AnsweredDialog } from './answered-dialog.tsx'
import styles from './approvals.module.css'
import { approvalsApi } from './approvals-api.ts'
import { useApprovalsSearch } from './approvals-search.ts'

const ANSWERED = ['approved', 'denied', 'answered', 'expired'] as const
const KINDS = ['tool', 'create_agent', 'api', 'question', 'plan'] as const
const TONES = { approved: 'good', answered: 'good', denied: 'bad', expired: 'dim', pending: 'warn' } as const

/** What was asked and answered, by whom and how. */
export function AnsweredList() {
  const [search, look] = useApprovalsSearch()
  const { q, kind, agent, status, open } = search
  const query = { status: status === '' ? ANSWERED.join(',') : status, kind, agent, text: q }
  const list = useCursorRows(keys.approvalList(query), async (after, signal) => {
    const { approvals, next } = await approvalsApi.page(query, after, signal)
    return { rows: approvals, next }
  })
  const onOpen = useCallback((row: ApprovalRow) => look({ open: row.approval_id }), [look])
  const columns: readonly Column<ApprovalRow>[] = [
    {
      ...WHAT,
      cell: (row) => (
        <Button variant="quiet" size="s" aria-haspopup="dialog" onClick={() => onOpen(row)}>
          {askedText(row).slice(0, 140)}
        </Button>
      ),
    },
    ...COLUMNS,
  ]
  return (
    <div className={styles.filters}>
      <FilterBar
        of="answers"
        text={q}
        onText={(text) => look({ q: text }, 'typed')}
        facets={[
          {
            name: 'status',
            label: 'Answer',
            value: status,
            options: ANSWERED.map((value) => ({ value })),
            onChange: (value) => look({ status: value }),
          },
          {
            name: 'kind',
            label: 'Kind',
            value: kind,
            options: KINDS.map((value) => ({ value, label: value.replace('_', ' ') })),
            onChange: (value) => look({ kind: value }),
          },
        ]}
        onClear={() => look({ q: '', status: '', kind: '', agent: '' })}
      />
      <Panel flush label="Answered">
        <DataTable
          {...list}
          label="Answered requests"
          columns={columns}
          keyOf={({ approval_id }) => approval_id}
          empty={<Empty title="Nothing like that was answered">What is asked and answered, here or in a terminal, is kept here.</Empty>}
        />
      </Panel>
      {open !== '' && <AnsweredDialog approval_id={open} onClose={() => look({ open: '' })} />}
    </div>
  )
}

const WHAT = { id: 'what', title: 'What', oneLine: true } as const
const COLUMNS: readonly Column<ApprovalRow>[] = [
  { id: 'kind', title: 'Kind', width: '7rem', cell: ({ kind }) => kind.replace('_', ' '), minor: true },
  { id: 'agent', title: 'Agent', width: '9rem', cell: ({ agent_id }) => visibleLine(agent_id ?? 'claw'), minor: true, oneLine: true },
  { id: 'answer', title: 'Answer', width: '10rem', cell: Answered },
  { id: 'by', title: 'By', width: '9rem', cell: ({ decided_by }) => visibleLine(decided_by ?? '-'), oneLine: true },
  { id: 'when', title: 'When', width: '7rem', cell: ({ decided_at, created_at }) => <Time at={decided_at ?? created_at} />, align: 'end' },
  { id: 'run', title: 'Run', width: '6rem', cell: ({ run_id }) => <Id id={run_id} />, minor: true },
]

function Answered({ status, scope }: ApprovalRow) {
  return <Badge tone={TONES[status]}>{status === 'approved' && scope !== null ? `approved, ${scope}` : status}</Badge>
}
