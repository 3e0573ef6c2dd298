import { useQuery } from '@tanstack/react-query'
import { keys } from '../../api/query-keys.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Time } from '../../kit/show/time.tsx'
import { ChangeList } from '../../kit/text/change-list.tsx'
import styles from './approvals.module.css'
import { approvalsApi } from './approvals-api.ts'

interface ApprovalChangesProps {
  readonly approval_id: string
}

/** Files are changed by anybody, and nothing tells of it: they are looked at again while the question is in sight. */
const AGAIN_MS = 10_000

/** What the call would make of each file, as it stands now. */
export function ApprovalChanges({ approval_id }: ApprovalChangesProps) {
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: [...keys.approval(approval_id), 'changes'],
    queryFn: () => approvalsApi.changes(approval_id),
    refetchInterval: AGAIN_MS,
    refetchOnWindowFocus: true,
  })
  if (data === undefined) return error === null ? <Skeleton lines={3} /> : <ErrorNotice error={error} title="It could not be compared" />
  if (data.changes.length === 0) return 'no file is changed'
  return (
    <div>
      <ChangeList changes={data.changes} />
      <p className={styles.meta}>
        compared with the files <Time at={dataUpdatedAt} />
      </p>
    </div>
  )
}
