import type { ReactNode } from 'react'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { ApprovalCard } from './approval-card.tsx'
import styles from './approvals.module.css'
import { usePending } from './use-pending.ts'

interface PendingApprovalsProps {
  readonly run_id?: string
  /** Where nothing waits. */
  readonly empty?: ReactNode
}

/** What waits for an answer, of one run or of all, the oldest first. */
export function PendingApprovals({ run_id, empty = null }: PendingApprovalsProps) {
  const { query, onAnswered } = usePending(run_id)
  const { data, error } = query
  if (data === undefined)
    return error === null ? <Skeleton lines={1} height="36rem" /> : <ErrorNotice error={error} onRetry={() => void query.refetch()} />
  if (data.approvals.length === 0) return empty
  const runs = new Map(data.runs.map((run) => [run.run_id, run]))
  return (
    <div className={styles.cards}>
      {[...data.approvals].reverse().map((row) => (
        <ApprovalCard key={row.approval_id} approval={row} run={runs.get(row.run_id)} onAnswered={() => onAnswered(row.approval_id)} />
      ))}
    </div>
  )
}
