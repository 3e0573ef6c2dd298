import { useQuery } from '@tanstack/react-query'
import type { ChangePreview } from '../../../../src/view/change-preview.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { ChangeList } from '../../kit/text/change-list.tsx'

interface PinChangesProps {
  readonly queryKey: readonly unknown[]
  readonly ask: () => Promise<{ readonly changes: ChangePreview[] }>
}

/** What changed since somebody vouched for it, file by file. */
export function PinChanges({ queryKey, ask }: PinChangesProps) {
  const { data, error } = useQuery({ queryKey, queryFn: ask })
  if (data === undefined) return error === null ? <Skeleton lines={3} /> : <ErrorNotice error={error} title="It could not be compared" />
  return <ChangeList changes={data.changes} />
}
