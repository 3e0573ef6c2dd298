import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import { keys } from '../../api/query-keys.ts'
import { SearchField } from '../../kit/form/search-field.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import type { OpenApi } from './open-api.ts'
import { OperationView } from './operation-view.tsx'
import { operationGroups } from './operations.ts'

const here = getRouteApi('/rest')

/** The routes of the dashboard, from the document that the server makes of them. */
export function RestPage() {
  const { q, open } = here.useSearch()
  const navigate = here.useNavigate()
  const { data, error, refetch } = useQuery({
    queryKey: keys.rest,
    queryFn: () => ask<OpenApi>(fetch('/api/openapi.json')),
    staleTime: Infinity,
  })
  const document = data as OpenApi | undefined
  const groups = document === undefined ? [] : operationGroups(document, q)
  return (
    <Page
      title="REST API"
      description={
        <>
          All that these pages do goes through these routes, on this machine alone. As OpenAPI 3.1:{' '}
          <a href="/api/openapi.json">/api/openapi.json</a>
        </>
      }
    >
      <SearchField
        label="Search routes"
        value={q}
        onChange={(text) => void navigate({ search: (old) => ({ ...old, q: text }), replace: true })}
      />
      {error !== null && <ErrorNotice error={error} title="The routes are not known" onRetry={() => void refetch()} />}
      {document === undefined && error === null && <Skeleton lines={12} />}
      {document !== undefined && groups.length === 0 && (
        <Empty title="No route fits">Search for a word of its address or of what it does.</Empty>
      )}
      {groups.map(({ tag, operations }) => (
        <Panel key={tag} title={tag}>
          {operations.map((operation) => (
            <OperationView
              key={operation.id}
              operation={operation}
              named={document?.components.schemas ?? {}}
              open={open === operation.id}
              onOpen={(now) => void navigate({ search: (old) => ({ ...old, open: now ? operation.id : '' }), replace: true })}
            />
          ))}
        </Panel>
      ))}
    </Page>
  )
}
