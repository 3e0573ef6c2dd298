import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import { textsQuery } from '../agent/agent-queries.ts'
import { AgentEditor } from './agent-editor.tsx'

const here = getRouteApi('/agents/$agent_id/edit')

/** Changing an agent: nothing is written before it was looked at, and nothing of anybody is lost. */
export function AgentEditPage() {
  const { agent_id } = here.useParams()
  const { data, error, refetch, isFetchedAfterMount } = useQuery({ ...textsQuery(agent_id), refetchOnMount: 'always' })
  const title = `Edit ${visibleLine(agent_id)}`
  if (data !== undefined && isFetchedAfterMount) return <AgentEditor key={agent_id} agent={data} title={title} />
  return (
    <Page title={title}>
      {error === null ? <Skeleton lines={14} /> : <ErrorNotice error={error} title="It cannot be edited" onRetry={() => void refetch()} />}
    </Page>
  )
}
