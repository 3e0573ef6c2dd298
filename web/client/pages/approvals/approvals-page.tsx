import { GrantList } from './grant-list.tsx'
import { PendingApprovals } from './pending-approvals.tsx'

export function ApprovalsPage() {
  return (
    <div className="present">
      <h1>Approvals</h1>
      <PendingApprovals empty="Nothing waits for you." />
      <GrantList />
    </div>
  )
}
