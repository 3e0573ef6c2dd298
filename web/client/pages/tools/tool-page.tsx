import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Playground } from './playground.tsx'

const here = getRouteApi('/tools/$name')

/** One tool: what it takes, what would become of a call, and the call itself. */
export function ToolPage() {
  const { name } = here.useParams()
  const { agent, args } = here.useSearch()
  const query = agent === '' ? {} : { agent }
  const { data, error, refetch } = useQuery({ queryKey: [...keys.tools, query], queryFn: () => ask(client.tools.$get({ query })) })
  const tool = data?.tools.find((one) => one.name === name)
  return (
    <Page
      title={name}
      beside={tool !== undefined && !tool.allowed && <Badge tone="bad">not allowed for {agent}</Badge>}
      description={tool && <Said text={tool.description} />}
      actions={
        <ButtonLink to="/audit" search={{ q: `tool:${name}` }}>
          Its records
        </ButtonLink>
      }
    >
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={10} />}
      {data !== undefined && tool === undefined && <Empty title={`There is no tool '${name}'`} command="claw tools" />}
      {tool !== undefined && <Playground key={`${name} ${args}`} tool={tool} agent={agent} written={args} />}
    </Page>
  )
}
