import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ApiError } from '../../api/api-error.ts'
import { KeyedTabs } from '../../app/keys/keyed-tabs.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import type { Tab } from '../../kit/place/tabs.tsx'
import { Id } from '../../kit/show/id.tsx'
import { Standing } from '../agents/agent-columns.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { agentQuery } from './agent-queries.ts'
import type { AgentTab } from './agent-tab.ts'
import { EvolutionTab } from './evolution-tab.tsx'
import { ManifestTab } from './manifest-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PinNotice } from './pin-notice.tsx'
import { SkillTextTab } from './skill-text-tab.tsx'
import { StandingNotice } from './standing-notice.tsx'
import { TestTab } from './test-tab.tsx'
import { VersionsTab } from './versions-tab.tsx'
import { WhyTab } from './why-tab.tsx'

const here = getRouteApi('/agents/$agent_id')

/** One agent: what it is, what it may do, how it has done, what it was before. */
export function AgentPage() {
  const { agent_id } = here.useParams()
  const { tab } = here.useSearch()
  const navigate = here.useNavigate()
  const { data: agent, error, refetch } = useQuery(agentQuery(agent_id))
  if (error instanceof ApiError && error.status === 404) return <Gone agent_id={agent_id} />
  if (error !== null && agent === undefined)
    return (
      <Page title={visibleLine(agent_id)}>
        <ErrorNotice error={error} title="The agent cannot be shown" onRetry={() => void refetch()} />
      </Page>
    )
  if (agent === undefined)
    return (
      <Page title={visibleLine(agent_id)}>
        <Skeleton lines={10} />
      </Page>
    )
  const tabs: Tab<AgentTab>[] = [
    { name: 'overview', label: 'Overview', content: () => <OverviewTab agent={agent} /> },
    { name: 'manifest', label: 'Manifest and permissions', content: () => <ManifestTab agent={agent} /> },
    { name: 'skill', label: 'skill.md', content: () => <SkillTextTab agent={agent} /> },
    { name: 'versions', label: 'Versions', content: () => <VersionsTab agent={agent} /> },
    {
      name: 'evolution',
      label: 'Evolution',
      count: agent.evolution?.genomes.length || undefined,
      content: () => <EvolutionTab agent={agent} />,
    },
    { name: 'test', label: 'Test', content: () => <TestTab agent={agent} /> },
    { name: 'why', label: 'Routing', content: () => <WhyTab agent_id={agent_id} /> },
  ]
  return (
    <Page
      title={visibleLine(agent.name)}
      beside={
        <>
          <Standing agent={agent} />
          <Id id={agent_id} length={Number.POSITIVE_INFINITY} of="agent" />
        </>
      }
      description={visibleLine(agent.description)}
      actions={
        <>
          <AgentMenu agent={agent} />
          <ButtonLink to="/agents/$agent_id/edit" params={{ agent_id }} variant="primary" icon="edit">
            Edit
          </ButtonLink>
        </>
      }
    >
      <StandingNotice agent={agent} />
      <PinNotice agent={agent} />
      <KeyedTabs
        of="this agent"
        label={`Agent ${visibleLine(agent.name)}`}
        tabs={tabs}
        open={tab}
        onOpen={(name) => void navigate({ search: { tab: name }, replace: true })}
      />
    </Page>
  )
}

function Gone({ agent_id }: { readonly agent_id: string }) {
  return (
    <Page title={visibleLine(agent_id)}>
      <Empty
        title="There is no such agent"
        action={
          <ButtonLink to="/agents" search={{ trash: 'open' }}>
            Look into the trash
          </ButtonLink>
        }
      >
        It may have been deleted. Deleted agents wait in the trash.
      </Empty>
    </Page>
  )
}
