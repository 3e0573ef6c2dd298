import { api } from '../../api/api.ts'
import { Failure } from '../../parts.tsx'
import { usePoll } from '../../use-poll.ts'
import { ApprovalCard } from './approval-card.tsx'

const REFRESH_MS = 1500

/** What waits for an answer, of one run or of all. */
export function PendingApprovals({ run_id, empty = '' }: { readonly run_id?: string; readonly empty?: string }) {
  const { value, error, refresh } = usePoll(api.approvals, REFRESH_MS)
  const rows = value?.approvals.filter((row) => run_id === undefined || row.run_id === run_id)
  return (
    <>
      <Failure text={error} />
      {rows?.length === 0 && empty !== '' && <p className="empty">{empty}</p>}
      {rows?.map((row) => (
        <ApprovalCard key={row.approval_id} approval={row} onAnswered={refresh} />
      ))}
    </>
  )
}
