import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { FormValues } from '../../../../src/view/menu/parts/form/field.ts'
import { keys } from '../../api/query-keys.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { newRunApi } from './new-run-api.ts'
import { NewRunForm } from './new-run-form.tsx'

const route = getRouteApi('/new')

/** A new run with an address: `?task=...&agent=...`, or `?from=RUN`, filled in as that one was started. */
export function NewRunPage() {
  const { from = '', task = '', ...given } = route.useSearch()
  const draft = useQuery({ queryKey: keys.runPart(from, 'draft'), queryFn: () => newRunApi.draft(from), enabled: from !== '' })
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) as FormValues
  return (
    <Page
      title="New run"
      description={from === '' ? 'What should be done, and how.' : `As run ${from.slice(0, 8)} was started, to be changed.`}
    >
      <Panel label="New run">
        {draft.error !== null && from !== '' ? (
          <ErrorNotice error={draft.error} onRetry={() => void draft.refetch()} />
        ) : from !== '' && draft.data === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <NewRunForm
            key={`${from} ${task}`}
            task={task === '' ? (draft.data?.task ?? '') : task}
            options={{ ...draft.data?.options, ...options }}
          />
        )}
      </Panel>
    </Page>
  )
}
