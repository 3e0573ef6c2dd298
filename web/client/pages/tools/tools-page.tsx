import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ToolRow } from '../../../../src/view/rows.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Said } from '../../kit/show/said.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { ExampleVerdict } from './example-verdict.tsx'
import { useCallers } from './use-callers.ts'

const here = getRouteApi('/tools')

const COLUMNS: readonly Column<ToolRow>[] = [
  { id: 'name', title: 'Tool', width: '12rem', cell: ({ name }) => name },
  { id: 'description', title: 'What it does', cell: ({ description }) => <Said text={description} lines={2} /> },
  { id: 'effects', title: 'Effects', width: '14rem', minor: true, cell: ({ effects }) => effects.join(', ') },
  {
    id: 'allowed',
    title: 'Allowed',
    width: '7rem',
    cell: ({ allowed }) => <Badge tone={allowed ? 'good' : 'bad'}>{allowed ? 'yes' : 'no'}</Badge>,
  },
]

/** The policy judges each caller differently. */
const columnsFor = (agent: string): readonly Column<ToolRow>[] => [
  ...COLUMNS,
  {
    id: 'policy',
    title: 'An example',
    width: '8rem',
    cell: ({ name, examples: [example] }) => example !== undefined && <ExampleVerdict tool={name} example={example} agent={agent} />,
  },
]

/** All core tools, and which of them an agent may ask for. */
export function ToolsPage() {
  const { q, agent } = here.useSearch()
  const navigate = here.useNavigate()
  const callers = useCallers()
  const query = agent === '' ? {} : { agent }
  const { data, error, refetch } = useQuery({ queryKey: [...keys.tools, query], queryFn: () => ask(client.tools.$get({ query })) })
  const columns = useMemo(() => columnsFor(agent), [agent])
  const words = q.toLowerCase().split(/\s+/)
  const tools = data?.tools.filter((tool) =>
    words.every((word) => `${tool.name} ${tool.effects.join(' ')} ${tool.description}`.toLowerCase().includes(word)),
  )
  const put = (change: { readonly q?: string; readonly agent?: string }) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  return (
    <Page
      title="Tools"
      description="What agents can ask for. Try one as yourself or as an agent: judged by the policy, done by the real executor, kept in the audit log."
    >
      <FilterBar
        of="tools"
        text={q}
        onText={(text) => put({ q: text })}
        facets={[
          { name: 'agent', label: 'As', none: 'yourself', value: agent, options: callers, onChange: (value) => put({ agent: value }) },
        ]}
        onClear={() => put({ q: '', agent: '' })}
      />
      <Panel flush>
        <DataTable
          label="Tools"
          columns={columns}
          rows={tools}
          error={error}
          onRetry={() => void refetch()}
          keyOf={({ name }) => name}
          rowLink={({ name }, content) => (
            <Link quiet to="/tools/$name" params={{ name }} search={{ agent }}>
              {content}
            </Link>
          )}
          empty={<Empty title="No tool holds these words" />}
        />
      </Panel>
    </Page>
  )
}
