import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { allowsText, expiryText, usesText } from '../../../../src/view/grant-row-text.ts'
import { grantText } from '../../../../src/view/grant-text.ts'
import type { GrantRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Id } from '../../kit/show/id.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { approvalsApi } from './approvals-api.ts'
import { RevokeMany } from './revoke-many.tsx'

/** What was allowed for longer than its run, what uses it, and how it is taken back. */
export function GrantList() {
  const { data, error, refetch } = useQuery({ queryKey: keys.grants, queryFn: approvalsApi.grants })
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const chosen = data?.grants.filter(({ grant_id }) => marked.has(grant_id)) ?? []
  return (
    <Panel flush label="Grants">
      <DataTable
        label="Grants"
        columns={COLUMNS}
        rows={data?.grants}
        error={error}
        onRetry={() => void refetch()}
        keyOf={({ grant_id }) => grant_id}
        nameOf={({ grant_id }) => `Select grant ${grant_id}`}
        selection={{ keys: marked, onChange: setMarked, actions: <RevokeMany grants={chosen} onDone={() => setMarked(new Set())} /> }}
        empty={
          <Empty title="Nothing is allowed for longer than its run">
            An approval for some minutes or for always leaves a grant, which is listed and taken back here.
          </Empty>
        }
      />
    </Panel>
  )
}

const COLUMNS: readonly Column<GrantRow>[] = [
  { id: 'allows', title: 'Allows', cell: (grant) => allowsText(grant) },
  {
    id: 'scope',
    title: 'Scope',
    width: '6rem',
    cell: ({ scope, live }) => <Badge tone={live ? 'warn' : 'dim'}>{live ? scope : 'expired'}</Badge>,
  },
  { id: 'ends', title: 'Ends', width: '6.5rem', cell: (grant) => expiryText(grant, Date.now()), align: 'end' },
  { id: 'uses', title: 'Uses', width: '6.5rem', cell: Uses, align: 'end' },
  { id: 'given', title: 'Given', width: '9rem', cell: Given },
  { id: 'where', title: 'Workspace', width: '9rem', cell: ({ workspace }) => visibleLine(workspace), minor: true, oneLine: true },
  { id: 'do', title: 'Actions', width: '6.5rem', cell: (grant) => <Revoke grant={grant} />, align: 'end' },
]

function Given({ created_at, by }: GrantRow) {
  return (
    <>
      <Time at={created_at} /> by {visibleLine(by.replace(/^user:/, ''))}
    </>
  )
}

function Uses(grant: GrantRow) {
  if (grant.uses === null || grant.uses === 0) return usesText(grant, Date.now())
  return (
    <Link to="/audit" search={{ q: `tool:${grant.grant_id}` }}>
      {usesText(grant, Date.now())}
    </Link>
  )
}

function Revoke({ grant }: { readonly grant: GrantRow }) {
  const [asking, setAsking] = useState(false)
  const { matches, leaves } = grantText(grant.match)
  const revoke = async () => {
    await approvalsApi.revoke(grant.grant_id)
    showToast({ title: 'It is taken back: the next such call asks again.', tone: 'good' })
    await queryClient.invalidateQueries({ queryKey: keys.grants })
  }
  return (
    <>
      <Button size="s" variant="danger" onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <ConfirmDialog open={asking} danger onClose={() => setAsking(false)} title="Take this grant back?" action="Revoke" onConfirm={revoke}>
        <p>{allowsText(grant)}</p>
        <p>
          <Id id={grant.grant_id} length={Number.POSITIVE_INFINITY} of="grant" />, given in {visibleLine(grant.workspace)}
        </p>
        <p>
          It matches {matches}; not {leaves}. Runs that are under way ask again from now on. It was asked as: {visibleLine(grant.why)}
        </p>
      </ConfirmDialog>
    </>
  )
}
