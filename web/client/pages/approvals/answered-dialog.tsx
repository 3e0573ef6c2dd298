import { useQuery } from '@tanstack/react-query'
import { askedTitle } from '../../../../src/view/asked-title.ts'
import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'
import { keys } from '../../api/query-keys.ts'
import { Link } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { Time } from '../../kit/show/time.tsx'
import { ApprovalFacts } from './approval-facts.tsx'
import { approvalsApi } from './approvals-api.ts'

/** One request as it was asked, and what was answered. */
export function AnsweredDialog({ approval_id, onClose }: { readonly approval_id: string; readonly onClose: () => void }) {
  const { data, error } = useQuery({ queryKey: keys.approval(approval_id), queryFn: () => approvalsApi.one(approval_id) })
  const row = data?.approval
  return (
    <Dialog open wide onClose={onClose} title={row === undefined ? `Approval ${approval_id}` : askedTitle(row)}>
      {error !== null && <ErrorNotice error={error} />}
      {row === undefined ? (
        error === null && <Skeleton lines={6} />
      ) : (
        <>
          <KeyValues
            pairs={[
              [
                'answer',
                `${row.status}${row.scope !== null && row.status === 'approved' ? ` (${row.scope})` : ''}${row.decided_by === null ? '' : ` by ${visibleLine(row.decided_by)}`}`,
              ],
              ['when', row.decided_at === null ? undefined : <Time key="when" at={row.decided_at} />],
              ['told', row.note === null ? undefined : visibleText(row.note)],
              [row.kind === 'plan' ? 'changed' : 'text', row.answer === null ? undefined : visibleText(row.answer)],
              [
                'run',
                <Link key="run" to="/runs/$run_id" params={{ run_id: row.run_id }}>
                  {row.run_id}
                </Link>,
              ],
            ]}
          />
          {row.kind === 'question' ? <p>{visibleText(row.summary)}</p> : <ApprovalFacts row={row} onReadAll={() => undefined} />}
        </>
      )}
    </Dialog>
  )
}
