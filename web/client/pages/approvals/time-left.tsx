import { useSyncExternalStore } from 'react'
import { timeLeft } from '../../../../src/view/menu/places/approvals/time-left.ts'
import type { ApprovalRow } from '../../../../src/view/rows.ts'
import { onTick } from '../../kit/show/clock.ts'

/** How long a request stays open, counting down. */
export function TimeLeft({ row }: { readonly row: Pick<ApprovalRow, 'created_at' | 'expires_at' | 'facts'> }) {
  const { created_at, expires_at, facts } = row
  const left = useSyncExternalStore(onTick, () =>
    timeLeft({ created_at, expires_at, answer_within_ms: facts.answer_within_ms }, Date.now()),
  )
  return (
    <span title={`Open until ${new Date(expires_at).toLocaleString()}`}>
      {left} left{facts.answer_within_ms === null ? '' : ', then it is taken for a no'}
    </span>
  )
}
