import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { useDeeds } from '../../app/keys/use-deeds.ts'
import { Button } from '../../kit/act/button.tsx'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { useCursorRows } from '../../kit/table/use-cursor-rows.ts'
import { AUDIT_COLUMNS } from './audit-columns.tsx'
import { auditQuery } from './audit-query.ts'
import { BroughtNotice } from './brought-notice.tsx'
import { ChainCheck, useChainCheck } from './chain-check.tsx'
import { ExportMenu } from './export-menu.tsx'

const here = getRouteApi('/audit')
const PAGE = '100'
const DECISIONS = ['allow', 'ask', 'deny', 'approved', 'denied', 'expired', 'noted']
const FAMILIES = 'run tool approval grant agent memory model api effect settings secret policy web sandbox config'.split(' ')
const AGES = { '1h': 'last hour', '24h': 'last day', '7d': 'last week' } as const

/** What was decided and done. */
export function AuditPage() {
  const search = here.useSearch()
  const navigate = here.useNavigate()
  const query = auditQuery(search)
  const { order } = search
  const page = useCursorRows(keys.auditList({ ...query, order }), async (from, signal) => {
    const asked = { ...query, order, limit: PAGE, ...(from === undefined ? {} : order === 'newest' ? { before: from } : { after: from }) }
    const { records, next } = await ask(client.audit.$get({ query: asked }, { init: { signal } }))
    return { rows: records, next: next === null ? null : String(next) }
  })
  const chain = useChainCheck()
  useDeeds([{ id: 'verify', title: 'Verify the chain', key: 'v', run: () => chain.mutate() }])
  const put = useCallback(
    (change: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true }),
    [navigate],
  )
  return (
    <Page
      title="Audit"
      description="Every decision, every effect and every change of the settings, chained by hashes."
      actions={
        <>
          <ExportMenu query={query} />
          <Button icon="check" busy={chain.isPending} onClick={() => chain.mutate()}>
            Verify the chain
          </Button>
        </>
      }
    >
      <BroughtNotice />
      <ChainCheck check={chain} />
      <FilterBar
        of="records"
        text={search.q}
        onText={(q) => put({ q })}
        placeholder="Words, or agent: run: rule: actor: tool: until: before a value"
        facets={[
          {
            name: 'action',
            label: 'What',
            value: search.action,
            options: FAMILIES.map((value) => ({ value })),
            onChange: (action) => put({ action }),
          },
          {
            name: 'decision',
            label: 'Decision',
            value: search.decision,
            options: DECISIONS.map((value) => ({ value })),
            onChange: (decision) => put({ decision }),
          },
          {
            name: 'since',
            label: 'When',
            value: search.since,
            options: Object.entries(AGES).map(([value, label]) => ({ value, label })),
            onChange: (since) => put({ since }),
          },
        ]}
        onClear={() => put({ q: '', action: '', decision: '', since: '' })}
      />
      <Panel flush>
        <DataTable
          {...page}
          label="Records of the audit log"
          columns={AUDIT_COLUMNS}
          sorting={{ by: 'n', down: order === 'newest' }}
          onSort={({ down }) => put({ order: down ? 'newest' : 'oldest' })}
          keyOf={({ n }) => String(n)}
          rowLink={({ n }, content) => (
            <Link quiet to="/audit/$n" params={{ n: String(n) }}>
              {content}
            </Link>
          )}
          empty={<Empty title="No record fits">Take a filter away to see more.</Empty>}
        />
      </Panel>
    </Page>
  )
}
