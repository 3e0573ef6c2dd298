import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { formatBytes, plural } from '../../../../src/view/format.ts'
import type { MemoryOwnerRow } from '../../../../src/view/memory-row.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Said } from '../../kit/show/said.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'

const here = getRouteApi('/memory')

const COLUMNS: readonly Column<MemoryOwnerRow>[] = [
  { id: 'agent', title: 'Agent', cell: (owner) => <Owner {...owner} /> },
  { id: 'facts', title: 'Facts', align: 'end', width: '7rem', cell: ({ memory }) => memory?.facts ?? 0 },
  { id: 'procedures', title: 'Procedures', align: 'end', width: '7rem', cell: ({ memory }) => memory?.procedures ?? 0 },
  { id: 'episodes', title: 'Episodes', align: 'end', width: '7rem', cell: ({ memory }) => memory?.episodes ?? 0 },
  { id: 'pinned', title: 'Pinned', align: 'end', width: '6rem', minor: true, cell: ({ memory }) => memory?.pinned ?? 0 },
  {
    id: 'bytes',
    title: 'Size',
    align: 'end',
    width: '7rem',
    minor: true,
    cell: ({ memory }) => (memory === null ? '' : formatBytes(memory.bytes)),
  },
]

/** Who remembers how much. */
export function MemoryPage() {
  const { q } = here.useSearch()
  const navigate = here.useNavigate()
  const { data, error, refetch } = useQuery({ queryKey: keys.memoryList({}), queryFn: allOwners })
  const owners = data?.filter(({ agent_id }) => agent_id.includes(q.trim().toLowerCase()))
  const put = (text: string) => void navigate({ search: { q: text }, replace: true })
  return (
    <Page
      title="Memory"
      description="What agents learned in runs, each item with the tool call that it rests on. It is recalled for tasks that resemble it."
    >
      <FilterBar of="agents" text={q} onText={put} onClear={() => put('')} found={data && allOf(data)} />
      <Panel flush>
        <DataTable
          label="Agents and how much they remember"
          columns={COLUMNS}
          rows={owners}
          error={error}
          onRetry={() => void refetch()}
          keyOf={({ agent_id }) => agent_id}
          rowLink={({ agent_id }, content) => (
            <Link quiet to="/memory/$agent_id" params={{ agent_id }}>
              {content}
            </Link>
          )}
          empty={<Empty title="No agent of that name" />}
        />
      </Panel>
    </Page>
  )
}

// There are some dozens: they are narrowed down and summed up here.
async function allOwners({ signal }: { readonly signal: AbortSignal }): Promise<readonly MemoryOwnerRow[]> {
  const owners: MemoryOwnerRow[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await ask(client.memory.$get({ query: after === undefined ? {} : { after } }, { init: { signal } }))
    owners.push(...page.owners)
    after = page.next
  }
  return owners
}

function Owner({ agent_id, memory_problem }: MemoryOwnerRow) {
  if (memory_problem === null) return agent_id
  return (
    <>
      {agent_id} <Said text={memory_problem} lines={2} />
    </>
  )
}

function allOf(owners: readonly MemoryOwnerRow[]): string {
  const all = owners.flatMap(({ memory }) => (memory === null ? [] : [memory]))
  const items = all.reduce((sum, { facts, procedures, episodes }) => sum + facts + procedures + episodes, 0)
  return `${plural(items, 'item')}, ${formatBytes(all.reduce((sum, { bytes }) => sum + bytes, 0))}`
}
