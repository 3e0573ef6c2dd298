import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { AGENT_ORDERS, type AgentOrder, filterAgents, sortAgents } from '../../../../src/view/agents/agent-list.ts'
import type { AgentRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { useDeeds } from '../../app/keys/use-deeds.ts'
import { ButtonLink, Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import type { Sorting } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { type Facet, FilterBar } from '../../kit/table/filter-bar.tsx'
import { agentsQuery, trashQuery } from './agent-calls.ts'
import { AGENT_COLUMNS } from './agent-columns.tsx'
import { AllAgentsMenu } from './all-agents-menu.tsx'
import { SelectedAgents } from './selected-agents.tsx'
import { TrashPanel } from './trash-panel.tsx'

const here = getRouteApi('/agents')
const STATUSES = ['active', 'degraded', 'broken', 'disabled', 'changed']
const SOURCES = ['shipped', 'workspace', 'made', 'configured']

/** Every agent, how it stands and how it has done. */
export function AgentsPage() {
  const search = here.useSearch()
  const navigate = here.useNavigate()
  const put = (change: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const { data: agents, error, refetch } = useQuery(agentsQuery)
  const trash = useQuery(trashQuery)
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const sorting: Sorting = { by: search.sort, down: search.order === 'down' }
  const rows = useMemo(() => {
    const { q: text, status, source, tool, tag, skill, sort, order } = search
    return agents && sortAgents(filterAgents(agents, { text, status, source, tool, tag, skill }), sort, order === 'down')
  }, [agents, search])
  const facet = (name: 'status' | 'source' | 'tool' | 'tag' | 'skill', label: string, known: readonly string[]): Facet => ({
    name,
    label,
    value: search[name],
    options: known.map((value) => ({ value, label: visibleLine(value) })),
    onChange: (value) => put({ [name]: value }),
  })
  useDeeds([{ id: 'new-agent', title: 'New agent', run: () => void navigate({ to: '/agents/new' }) }])
  const chosen = rows?.filter(({ agent_id }) => keys.has(agent_id)) ?? []
  return (
    <Page
      title="Agents"
      description="Who takes the tasks: found by their descriptions and examples, bound to their tools."
      actions={
        <>
          <AllAgentsMenu agents={agents ?? []} />
          <ButtonLink to="/agents" search={{ ...search, trash: search.trash === '' ? 'open' : '' }} icon="trash">
            Trash{trash.data === undefined ? '' : ` (${trash.data.trash.length})`}
          </ButtonLink>
          <ButtonLink to="/agents/new" variant="primary" icon="plus">
            New agent
          </ButtonLink>
        </>
      }
    >
      {search.trash !== '' && <TrashPanel />}
      <FilterBar
        of="agents"
        text={search.q}
        onText={(q) => put({ q })}
        facets={[
          facet('status', 'Status', STATUSES),
          facet('source', 'Source', SOURCES),
          facet('tool', 'Tool', valuesOf(agents, 'tools')),
          facet('skill', 'Skill', valuesOf(agents, 'skills')),
          facet('tag', 'Tag', valuesOf(agents, 'tags')),
        ]}
        found={rows && agents ? `${rows.length} of ${agents.length}` : undefined}
        onClear={() => put({ q: '', status: '', source: '', tool: '', tag: '', skill: '' })}
      />
      <Panel label="Agents" flush>
        <DataTable
          label="Agents"
          columns={AGENT_COLUMNS}
          rows={rows}
          keyOf={({ agent_id }) => agent_id}
          nameOf={({ agent_id }) => `Select agent ${visibleLine(agent_id)}`}
          rowLink={({ agent_id }, content) => (
            <Link quiet to="/agents/$agent_id" params={{ agent_id }}>
              {content}
            </Link>
          )}
          empty={
            agents?.length === 0 ? (
              <Empty title="No agents yet" command="claw agent new">
                A run makes one when it needs it, or make one yourself.
              </Empty>
            ) : (
              <Empty title="No agent fits">Take a filter away.</Empty>
            )
          }
          error={error}
          onRetry={() => void refetch()}
          sorting={sorting}
          onSort={({ by, down }) => put({ sort: orderOf(by), order: down ? 'down' : 'up' })}
          total={rows?.length}
          selection={{ keys, onChange: setKeys, actions: <SelectedAgents agents={chosen} onDone={() => setKeys(new Set())} /> }}
        />
      </Panel>
    </Page>
  )
}

function valuesOf(agents: readonly AgentRow[] | undefined, name: 'tools' | 'tags' | 'skills'): string[] {
  return [...new Set((agents ?? []).flatMap((agent) => agent[name]))].sort()
}

function orderOf(column: string): AgentOrder {
  return AGENT_ORDERS.find((order) => order === column) ?? 'name'
}
