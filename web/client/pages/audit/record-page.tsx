import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { ButtonLink } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import { DecisionBadge } from './decision-badge.tsx'
import { RecordParts } from './record-parts.tsx'

const here = getRouteApi('/audit/$n')

/** One record, with all that led to it and came of it. */
export function RecordPage() {
  const { n } = here.useParams()
  const { data, error, refetch } = useQuery({
    queryKey: keys.auditRecord(Number(n)),
    queryFn: () => ask(client.audit[':n'].$get({ param: { n } })),
  })
  const record = data?.explanation.record
  return (
    <Page
      title={`Record ${n}`}
      beside={record !== undefined && <DecisionBadge decision={record.decision} />}
      description={record !== undefined && visibleLine(`${record.action}   ${record.target}`)}
      actions={
        <>
          {record?.run_id != null && (
            <ButtonLink to="/audit" search={{ q: `run:${record.run_id}` }}>
              All of its run
            </ButtonLink>
          )}
          {n !== '1' && (
            <ButtonLink to="/audit/$n" params={{ n: String(Number(n) - 1) }} icon="chevron-left">
              Before
            </ButtonLink>
          )}
          <ButtonLink to="/audit/$n" params={{ n: String(Number(n) + 1) }} icon="chevron-right">
            After
          </ButtonLink>
        </>
      }
    >
      {error !== null && <ErrorNotice error={error} title={`Record ${n} is not shown`} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={10} />}
      {data !== undefined && <RecordParts explanation={data.explanation} />}
    </Page>
  )
}
