import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { askedTitle } from '../../../../src/view/asked-title.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import { approvalsApi } from './approvals-api.ts'

/** What waits for an answer, of one run or of all. What somebody else answers goes, and it is said who. */
export function usePending(run_id: string | undefined) {
  const query = useQuery({
    queryKey: keys.approvalList({ pending: run_id ?? '' }),
    queryFn: () => approvalsApi.pending(run_id),
    staleTime: 0,
  })
  const known = useRef<ReadonlySet<string>>(new Set())
  const mine = useRef(new Set<string>())
  const rows = query.data?.approvals
  useEffect(() => {
    if (rows === undefined) return
    const now = new Set(rows.map(({ approval_id }) => approval_id))
    for (const id of known.current) if (!now.has(id) && !mine.current.has(id)) void tellGone(id)
    known.current = now
  }, [rows])
  const onAnswered = (id: string): void => {
    mine.current.add(id)
    void queryClient.invalidateQueries({ queryKey: keys.approvals })
    void queryClient.invalidateQueries({ queryKey: keys.status })
  }
  return { query, onAnswered }
}

async function tellGone(id: string): Promise<void> {
  const { approval } = await approvalsApi.one(id)
  const { status, decided_by } = approval
  const by = decided_by === null ? '' : ` by ${visibleLine(decided_by)}`
  showToast({ title: `${status}${by}, elsewhere: ${askedTitle(approval)}` })
}
