import { useQuery } from '@tanstack/react-query'
import type { ChangePreview } from '../../../../src/view/change-preview.ts'
import { changeTitle } from '../../../../src/view/change-preview-text.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { keys } from '../../api/query-keys.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Time } from '../../kit/show/time.tsx'
import { UnifiedDiff } from '../../kit/text/unified-diff.tsx'
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
    <div className={styles.changes}>
      {data.changes.map((change) => (
        <OneChange key={`${change.path}>${change.to_path ?? ''}`} change={change} />
      ))}
      <p className={styles.meta}>
        compared with the files <Time at={dataUpdatedAt} />
      </p>
    </div>
  )
}

function OneChange({ change }: { readonly change: ChangePreview }) {
  const title = changeTitle(change)
  return (
    <div className={styles.change}>
      <p className={styles.changeTitle} data-what={change.what}>
        {title}
      </p>
      {change.lines.length > 0 && <UnifiedDiff label={title} lines={change.lines} />}
      {change.note !== '' && <p className={styles.meta}>{visibleLine(change.note)}</p>}
    </div>
  )
}
